import { expect, test } from '@playwright/test';
import { fetchTransport } from '#client';
import { readScenario, simulate } from '#idp';
import { scimServer } from '#server';
import { scenarios, simulators } from './index.ts';

const token = 'scenario-token-0123456789abcdef';

for (const simulator of simulators) {
  for (const [name, scenario] of Object.entries(scenarios)) {
    test(`${simulator.id} plays ${name} to the end that it expects`, async () => {
      const why = simulator.unsupported[name];
      test.skip(why !== undefined, `${simulator.id} does not support it: ${why}`);
      const server = scimServer({ tokens: [token], passwordIterations: 1 });

      const result = await simulate({
        simulator,
        scenario: readScenario(scenario, name),
        transport: fetchTransport((request) => server.fetch(request)),
        baseUrl: 'https://sp.test/scim/v2',
        token,
        cycles: 60,
      });

      expect(result.connected).toBe(true);
      expect(result.simulation.differences).toEqual([]);
      expect(result.asExpected).toBe(true);
    });
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
