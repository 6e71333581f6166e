import { startServer } from '#server';
import type { Target } from './target/target.ts';
import { shippedMapping } from './test/mapping.ts';

/** Gives `work` a reference server of its own, in this process, and closes it afterwards. */
export async function withReference<T>(work: (target: Target) => Promise<T>): Promise<T> {
  const adminPassword = crypto.randomUUID();
  const server = await startServer({ port: 0, adminPassword });
  try {
    return await work({
      url: server.scim,
      name: 'reference server',
      auth: { kind: 'bearer', token: server.token },
      headers: [],
      insecure: false,
      caCert: undefined,
      ratePerSecond: undefined,
      requestTimeoutMs: 15_000,
      quirks: {},
      mapping: shippedMapping(adminPassword),
    });
  } finally {
    await server.close();
  }
}
