import { test as base } from '@playwright/test';
import { entra, google, okta, onelogin, type Provider, type ProviderSettings } from './provider.ts';
import { startServer, type TestServer, type TestServerOptions } from './start-server.ts';

/** The four providers, already pointed at `scim`; they are closed with the test. */
export interface Providers {
  readonly okta: (settings?: Partial<ProviderSettings>) => Provider;
  readonly entra: (settings?: Partial<ProviderSettings>) => Provider;
  readonly google: (settings?: Partial<ProviderSettings>) => Provider;
  readonly onelogin: (settings?: Partial<ProviderSettings>) => Provider;
}

export interface ScimFixtures {
  /** Options of the server: `test.use({ scimOptions: { seed: … } })`. */
  readonly scimOptions: TestServerOptions;
  /** A reference server of this test alone. */
  readonly scim: TestServer;
  readonly idp: Providers;
}

/** Playwright's `test` with a reference server and the four identity providers as fixtures. */
export const test = base.extend<ScimFixtures>({
  scimOptions: [{}, { option: true }],
  scim: async ({ scimOptions }, use) => {
    const server = await startServer(scimOptions);
    await use(server);
    await server.close();
  },
  idp: async ({ scim }, use) => {
    const open: Provider[] = [];
    const pointed =
      (make: (settings: ProviderSettings) => Provider) =>
      (settings: Partial<ProviderSettings> = {}): Provider => {
        const provider = make({ target: scim, ...settings });
        open.push(provider);
        return provider;
      };
    await use({ okta: pointed(okta), entra: pointed(entra), google: pointed(google), onelogin: pointed(onelogin) });
    for (const provider of open) await provider[Symbol.asyncDispose]();
  },
});

export { expect } from '@playwright/test';
