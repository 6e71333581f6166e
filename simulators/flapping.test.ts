import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { fetchTransport } from '#client';
import { modesOf, readScenario, type Simulated, type Simulator, simulate } from '#idp';
import { scimServer } from '#server';
import type { Transport } from '#wire';
import { entra, okta, scenarios } from './index.ts';

const token = 'flapping-token-0123456789abcdef';

/** Says that it did every PATCH of a Group, and loses those that come while another of the same Group is at work. */
function losingParallelPatches(transport: Transport): Transport {
  const busy = new Set<string>();
  return async (request) => {
    if (request.method !== 'PATCH' || !request.url.includes('/Groups/')) return transport(request);
    if (busy.has(request.url)) return { status: 204, headers: [], body: '' };
    busy.add(request.url);
    try {
      await turn();
      return await transport(request);
    } finally {
      busy.delete(request.url);
    }
  };
}

function target(): Transport {
  const server = scimServer({ tokens: [token], passwordIterations: 1 });
  return fetchTransport((request) => server.fetch(request));
}

async function played(
  simulator: Simulator,
  transport: Transport,
  more: Partial<Parameters<typeof simulate>[0]>,
): Promise<Simulated> {
  const scenario = readScenario(scenarios['group-flapping'], 'group-flapping');
  return simulate({ simulator, scenario, transport, baseUrl: 'https://sp.test/scim/v2', token, ...more });
}

test('groups flap when Okta patches them in parallel at a target that loses one, and not when it puts them', async () => {
  const transport = losingParallelPatches(target());
  const modes = modesOf(readScenario(scenarios['group-flapping']), 'okta');

  const outcomes = new Map<string, Simulated['simulation']>();
  for (const mode of modes) outcomes.set(mode?.name ?? '', (await played(okta, transport, { mode })).simulation);

  const patch = outcomes.get('PATCH');
  expect(patch?.converged).toBe(false);
  expect(patch?.flapping).toMatchObject([
    { what: expect.stringMatching(/^\d members?$/), cause: 'server drops members' },
  ]);
  expect(patch?.flapping[0]?.because).toContain('at the same time');
  expect(outcomes.get('PUT')).toMatchObject({ mode: 'PUT', converged: true, silent: true, flapping: [] });
});

test('two providers that both have one person flap over what each calls her by', async () => {
  const ada = {
    id: 'u1',
    userName: 'ada@example.com',
    givenName: 'Ada',
    familyName: 'Byron',
    email: 'ada@example.com',
  };
  const directory = { users: [ada], groups: [] };
  const scenario = readScenario({
    directory,
    beside: { idps: ['okta', 'entra'], directory },
    steps: [
      { do: 'sync' },
      { do: 'updated', user: 'u1', set: { familyName: 'King' } },
      { do: 'sync' },
      { do: 'updated', user: 'u1', set: { title: 'Countess' } },
      { do: 'sync' },
    ],
    expect: { converged: false, silent: false },
  });

  const { simulation, beside } = await simulate({
    simulator: okta,
    beside: entra,
    scenario,
    transport: target(),
    baseUrl: 'https://sp.test/scim/v2',
    token,
  });

  expect(simulation.mode).toBe('first');
  expect(beside).toMatchObject({ idp: 'entra', mode: 'second' });
  expect(simulation.flapping).toContainEqual(
    expect.objectContaining({
      what: 'externalId',
      cause: 'two writers',
      because: 'Okta and Microsoft Entra ID write it in turn, each its own way.',
    }),
  );
});
