import { expect, test } from '@playwright/test';
import { fetchTransport } from '#client';
import { modesOf, readScenario, simulate } from '#idp';
import { memoryStore, scaiDrive, scimServer } from '#server';
import { besideOf, scenarios, simulators } from './index.ts';

const token = 'scenario-token-0123456789abcdef';

for (const simulator of simulators) {
  for (const [name, json] of Object.entries(scenarios)) {
    const scenario = readScenario(json, name);
    for (const mode of modesOf(scenario, simulator.id)) {
      const as = mode === undefined ? '' : ` as ${mode.name}`;
      test(`${simulator.id} plays ${name}${as} to the end that it expects`, async () => {
        const why = simulator.unsupported[name];
        test.skip(why !== undefined, `${simulator.id} does not support it: ${why}`);
        const store = memoryStore();
        const drive = scaiDrive({ store });
        const server = scimServer({ ...drive.options, store, tokens: [token], passwordIterations: 1 });

        const result = await simulate({
          simulator,
          scenario,
          mode,
          beside: besideOf(scenario, simulator),
          transport: fetchTransport((request) => server.fetch(request)),
          baseUrl: 'https://sp.test/scim/v2',
          token,
          cycles: 60,
          signIn: async ({ userName, email, name }) => (await drive.signIn({ sub: userName, email, name })).outcome,
        });

        expect(result.connected).toBe(true);
        for (const simulation of [result.simulation, ...(result.beside === undefined ? [] : [result.beside])]) {
          expect(simulation.differences).toEqual([]);
          expect(simulation.flapping).toEqual([]);
        }
        expect(result.asExpected).toBe(true);
      });
    }
  }

  test(`${simulator.id} names a behaviour of its table with every request, and the log names every request`, async () => {
    const server = scimServer({ tokens: [token], passwordIterations: 1 });
    const { exchanges, simulation } = await simulate({
      simulator,
      scenario: readScenario(scenarios['joiner-mover-leaver']),
      transport: fetchTransport((request) => server.fetch(request)),
      baseUrl: 'https://sp.test/scim/v2',
      token,
    });

    const unknown = exchanges.filter(({ behaviour }) => !Object.hasOwn(simulator.behaviours, behaviour ?? ''));
    expect(unknown.map(({ behaviour }) => behaviour)).toEqual([]);
    const bySteps = simulation.steps.flatMap(({ exchanges: sent }) => sent);
    expect(bySteps).toEqual(exchanges.map(({ id }) => id));
  });
}
