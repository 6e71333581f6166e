import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { startServer } from 'scimulate/server';

const badge = await json('badge.schema.json');
const userType = await json('user.resource-type.json');
let server;

before(async () => {
  server = await startServer({ scaidrive: false, definitions: [badge], resourceTypes: [userType] });
});
after(() => server.close());

test('the server publishes the extension, and holds clients to it', async () => {
  assert.equal((await post({ number: 'A1', level: 'vault', floors: [1, 2] })).status, 201);
  assert.equal((await post({ number: 'A1' })).status, 409);
  assert.equal((await post({ number: 'A2', floors: ['one'] })).status, 400);
});

test('the suites read its schema, and judge it like any other', async () => {
  const checks = ['discovery-schemas-list', 'schema-required-extension', 'schema-unique', 'schema-types'];
  const words = ['test', ...checks, '--target', server.scim, '--token-env', 'SCIM_TOKEN', '--runs', '10'];
  const { code, output } = await scimulate(words);
  assert.equal(code, 0, output);
});

test('lint reads a user against it', async () => {
  const { code, output } = await scimulate(['lint', 'wrong-user.json', '--schemas', 'badge.schema.json']);
  assert.equal(code, 1);
  assert.match(output, /number/);
});

let posts = 0;
function post(extension) {
  posts += 1;
  return fetch(`${server.scim}/Users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/scim+json' },
    body: JSON.stringify({ schemas: [userType.schema, badge.id], userName: `user-${posts}`, [badge.id]: extension }),
  });
}

function scimulate(words) {
  return new Promise((resolve) => {
    execFile('scimulate', words, { env: { ...process.env, SCIM_TOKEN: server.token } }, (error, output) =>
      resolve({ code: error?.code ?? 0, output }),
    );
  });
}

async function json(file) {
  return JSON.parse(await readFile(new URL(file, import.meta.url), 'utf8'));
}
