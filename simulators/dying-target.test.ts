import { expect, test } from '@playwright/test';
import { fetchTransport } from '#client';
import { readScenario, simulate } from '#idp';
import { scimServer } from '#server';
import { type Transport, TransportError } from '#wire';
import { simulators } from './index.ts';

const token = 'dying-target-token-0123456789ab';
const people = Array.from({ length: 6 }, (_, index) => ({
  id: `u${index + 1}`,
  userName: `person${index + 1}@example.com`,
  givenName: 'Person',
  familyName: `Number ${index + 1}`,
  email: `person${index + 1}@example.com`,
}));

/** What lets each provider go through at once, groups and all. */
const options: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  onelogin: { groupsIncluded: true, rules: '.*', 'approvals.create': false, 'approvals.update': false },
};

for (const simulator of simulators) {
  test(`${simulator.id} says what a target that died half way has taken, and a second run makes it whole`, async () => {
    const server = scimServer({ tokens: [token], passwordIterations: 1 });
    const alive = fetchTransport((request) => server.fetch(request));
    let writes = 0;
    const dying: Transport = (request) => {
      if (request.method !== 'GET') writes += 1;
      if (writes > 3) throw new TransportError('refused', 'the connection was refused');
      return alive(request);
    };
    const setup = {
      simulator,
      scenario: readScenario({
        directory: { users: people, groups: [{ id: 'g1', displayName: 'Engineering', members: ['u1', 'u5'] }] },
        steps: [{ do: 'sync' }],
      }),
      baseUrl: 'https://sp.test/scim/v2',
      token,
      options: options[simulator.id] ?? {},
    };

    const first = await simulate({ ...setup, transport: dying, oracle: alive, cycles: 0 });

    expect(first.simulation.converged).toBe(false);
    const rows = first.simulation.steps.flatMap(({ provisioning }) => provisioning);
    const created = await userNames(alive);
    expect(created.length).toBeGreaterThan(0);
    expect(created.length).toBeLessThan(people.length);
    for (const { userName } of people) {
      const said = rows.filter(({ subject }) => subject === userName).map(({ status }) => status);
      // Whom the log calls done is there, and whoever is not there is not called done.
      expect([userName, said.includes('Success')]).toEqual([userName, created.includes(userName)]);
      if (!created.includes(userName)) {
        expect(first.simulation.differences.join('\n')).toContain(`${userName}: the server has no such account.`);
      }
    }
    const failed = rows.filter(({ status }) => status === 'Failure' || status === 'Escrowed');
    expect(failed.length).toBeGreaterThan(0);
    expect(failed[0]?.reason).toContain('the connection was refused');

    const second = await simulate({ ...setup, transport: alive });

    expect(second.simulation).toMatchObject({ converged: true, silent: true, differences: [] });
    expect((await userNames(alive)).length).toBe(people.length);
  });
}

async function userNames(transport: Transport): Promise<readonly string[]> {
  const headers = [['Authorization', `Bearer ${token}`]] as const;
  const answer = await transport({ method: 'GET', url: 'https://sp.test/scim/v2/Users?count=100', headers });
  const { Resources } = JSON.parse(answer.body) as { readonly Resources: readonly { readonly userName: string }[] };
  return Resources.map(({ userName }) => userName);
}
