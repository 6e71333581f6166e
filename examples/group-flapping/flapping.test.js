import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { startTarget } from './target.js';

const token = 'flapping-example-token';
let target;
let code;

before(async () => {
  target = await startTarget(token);
  const words = ['simulate', 'okta', '--scenario', 'group-flapping', '--target', target.scim];
  code = await exitOf('scimulate', [...words, '--token-env', 'SCIM_TOKEN', '--report', 'md,html']);
});
after(() => target.close());

test('Okta and the server do not come to agree', () => {
  assert.equal(code, 1);
});

test('the run names who lost the members when Okta patches, and that nothing flaps when it puts', async () => {
  const { simulations } = JSON.parse(await readFile('scimulate-report/run.json', 'utf8'));
  const [patch, put] = ['PATCH', 'PUT'].map((name) => simulations.find(({ mode }) => mode === name));

  assert.equal(patch.flapping[0].cause, 'server drops members');
  assert.match(patch.flapping[0].because, /at the same time/);
  assert.deepEqual({ converged: put.converged, flapping: put.flapping }, { converged: true, flapping: [] });
});

test('the report says it to a person', async () => {
  assert.match(await readFile('scimulate-report/summary.md', 'utf8'), /server drops members/);
});

function exitOf(command, words) {
  return new Promise((resolve) => {
    execFile(command, words, { env: { ...process.env, SCIM_TOKEN: token } }, (error) => resolve(error?.code ?? 0));
  });
}
