import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { startWiki } from './wiki.js';

const token = 'wiki-example-token';
const apiKey = 'wiki-api-key';

test('the wiki keeps what its mapping promises', async () => {
  assert.deepEqual(await judged({ hasBug: false }), { code: 0, rows: [] });
});

test('a wiki that keeps the letter case of a login breaks the row "login", and no other', async () => {
  assert.deepEqual(await judged({ hasBug: true }), { code: 1, rows: ['mapping:login'] });
});

async function judged({ hasBug }) {
  const wiki = await startWiki({ token, apiKey, hasBug });
  const words = ['test', 'mapping-create', '--mapping', 'wiki.mapping.json', '--target', wiki.scim];
  const env = { ...process.env, SCIM_TOKEN: token, WIKI_KEY: apiKey };
  const code = await new Promise((resolve) => {
    execFile('scimulate', [...words, '--token-env', 'SCIM_TOKEN', '--runs', '10'], { env }, (error) =>
      resolve(error?.code ?? 0),
    );
  });
  await wiki.close();
  const { checks } = JSON.parse(await readFile('scimulate-report/run.json', 'utf8'));
  const rows = checks.flatMap(({ findings }) => findings).map(({ requirement }) => requirement);
  return { code, rows: [...new Set(rows)] };
}
