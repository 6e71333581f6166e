import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { startServer } from 'scimulate/server';
import { entra, okta } from 'scimulate/simulators';

const person = (id, givenName, familyName) => ({
  id,
  userName: `${givenName.toLowerCase()}@example.com`,
  givenName,
  familyName,
  email: `${givenName.toLowerCase()}@example.com`,
});

test("two providers with people of their own do not come in each other's way", async () => {
  await using server = await startServer();
  await using employees = okta({
    target: server,
    directory: {
      users: [person('u1', 'Ada', 'Byron')],
      groups: [{ id: 'g1', displayName: 'Engineering', members: ['u1'] }],
    },
  });
  await using contractors = entra({
    target: server,
    directory: {
      users: [person('c1', 'Alan', 'Turing')],
      groups: [{ id: 'k1', displayName: 'Contractors', members: ['c1'] }],
    },
  });
  await employees.connect();
  await contractors.connect();
  await employees.terminate('u1');

  const [mine, theirs] = [await employees.verdict(), await contractors.verdict()];
  assert.deepEqual([mine.converged, theirs.converged], [true, true]);
  assert.deepEqual(await activity(server), { 'ada@example.com': false, 'alan@example.com': true });
});

test('one person in both directories flaps, and the run says between whom', async () => {
  execFileSync('scimulate', ['simulate', 'okta', '--scenario', 'both-have-ada.json', '--report', 'md']);
  const { simulations } = JSON.parse(await readFile('scimulate-report/run.json', 'utf8'));
  const causes = simulations.flatMap(({ flapping }) => flapping).map(({ what, cause }) => `${what}: ${cause}`);
  assert.ok(causes.includes('externalId: two writers'), causes.join(', '));
});

async function activity({ scim, token }) {
  const answer = await fetch(`${scim}/Users`, { headers: { authorization: `Bearer ${token}` } });
  const { Resources } = await answer.json();
  return Object.fromEntries(Resources.map(({ userName, active }) => [userName, active]));
}
