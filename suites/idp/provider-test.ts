import { test } from '#check';
import type { Simulator } from '#idp';
import { type Client, clientOf } from './client.ts';

interface ProviderFixtures {
  /** The provider with its default options. */
  readonly client: Client;
  /** The provider with other options of its simulator. */
  readonly clientWith: (options: Readonly<Record<string, unknown>>) => Client;
}

/** The `test` of one provider's suite: what #check gives, and a client that asks as that provider asks. */
export function testAs(simulator: Simulator) {
  return test.extend<ProviderFixtures>({
    client: async ({ http, target }, use) => {
      await use(clientOf({ simulator, http, target }));
    },
    clientWith: async ({ http, target }, use) => {
      await use((options) => clientOf({ simulator, http, target, options }));
    },
  });
}
