import { startServer } from '#server';
import type { Target } from './target/target.ts';

/** Gives `work` a reference server of its own, in this process, and closes it afterwards. */
export async function withReference<T>(work: (target: Target) => Promise<T>): Promise<T> {
  const server = await startServer({ port: 0 });
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
    });
  } finally {
    await server.close();
  }
}
