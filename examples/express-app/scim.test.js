import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { app } from './app.js';
import { mendedPeople, people } from './people.js';

const token = 'express-example-token';

test('the job finds the bug, and nothing else', async () => {
  const { code, broken } = await job(people());
  assert.equal(code, 1);
  assert.deepEqual(broken, [{ check: 'user-delete-unlisted', requirement: '7644-3.6-03' }]);
});

test('the job passes once it is mended', async () => {
  const { code, broken } = await job(mendedPeople(), ['-g', 'delete']);
  assert.deepEqual({ code, broken }, { code: 0, broken: [] });
});

/** The command of the CI job, against a server in this process. */
async function job(store, more = []) {
  const listener = app({ token, store }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const env = {
    ...process.env,
    SCIM_TOKEN: token,
    SCIMULATE_TARGET: `http://127.0.0.1:${listener.address().port}/scim/v2`,
  };
  const words = ['--run', 'scim', '--', '--seed', '1', ...more];
  const code = await new Promise((resolve) => {
    execFile(process.execPath, words, { env }, (error) => resolve(error?.code ?? 0));
  });
  listener.close();
  listener.closeAllConnections();
  const { checks } = JSON.parse(await readFile('scimulate-report/run.json', 'utf8'));
  const broken = checks.flatMap(({ id, verdict, findings }) =>
    verdict === 'violation' ? findings.map(({ requirement }) => ({ check: id, requirement })) : [],
  );
  return { code, broken };
}
