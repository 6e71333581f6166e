import { type RunningServer, startServer } from '#server';
import type { Target } from './target/target.ts';
import { shippedMapping } from './test/mapping.ts';

/** Gives `work` a reference server of its own, in this process, and closes it afterwards. */
export async function withReference<T>(work: (target: Target, server: RunningServer) => Promise<T>): Promise<T> {
  const adminPassword = crypto.randomUUID();
  const server = await startServer({ port: 0, adminPassword, uniqueGroupNames: true });
  try {
    const target: Target = {
      url: server.scim,
      name: 'reference server',
      auth: { kind: 'bearer', token: server.token },
      headers: [],
      insecure: false,
      caCert: undefined,
      ratePerSecond: undefined,
      requestTimeoutMs: 15_000,
      consistencyTimeoutMs: 0,
      quirks: {},
      mapping: shippedMapping(adminPassword),
    };
    return await work(target, server);
  } finally {
    await server.close();
  }
}
