import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { startServer } from 'scimulate/server';
import { entra } from 'scimulate/simulators';

const ada = { id: 'u1', userName: 'ada@example.com', givenName: 'Ada', familyName: 'Byron', email: 'ada@example.com' };

test('the provider pushes accounts that wait for an invitation to be answered', async () => {
  execFileSync('scimulate', ['simulate', 'okta', '--scenario', 'active-default-false', '--report', 'md']);
  assert.match(await readFile('scimulate-report/summary.md', 'utf8'), /2 accounts pushed inactive.*ada.*grace/);
});

test('an account that was pushed inactive stays so through updates, until somebody switches it off and on', async () => {
  await using server = await startServer();
  await using provider = entra({ target: server, options: { createInactive: true } });
  await provider.hire(ada);
  await provider.update('u1', { title: 'Countess' });
  assert.equal(await isActive(server), false);

  await provider.disable('u1');
  await provider.enable('u1');
  assert.equal(await isActive(server), true);
});

test('or the server makes of a user without "active" what it likes', async () => {
  await using server = await startServer({ activeDefault: false, seed: { users: [{ userName: 'ada@example.com' }] } });
  assert.equal(await isActive(server), false);
});

async function isActive({ scim, token }) {
  const query = new URLSearchParams({ filter: 'userName eq "ada@example.com"' });
  const answer = await fetch(`${scim}/Users?${query}`, { headers: { authorization: `Bearer ${token}` } });
  const { Resources } = await answer.json();
  return Resources[0].active;
}
