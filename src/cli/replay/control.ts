import { authHeaders, poolTransport } from '#client';
import type { Surroundings } from '#replay';
import { TransportError } from '#wire';
import { UsageError } from '../usage-error.ts';

/**
 * Puts a test server back by its control API, as `serve --control` names it.
 * @throws UsageError when nothing of the kind is there
 */
export async function controlAt(url: string, { to }: Surroundings): Promise<() => Promise<void>> {
  const base = url.replace(/\/+$/, '');
  const transport = poolTransport();
  const ask = async (method: string, path: string): Promise<number> => {
    try {
      return (await transport({ method, url: `${base}${path}`, headers: authHeaders(to.auth) })).status;
    } catch (error) {
      if (error instanceof TransportError) return 0;
      throw error;
    } finally {
      await transport.close();
    }
  };
  if ((await ask('GET', '/health')) !== 200)
    throw new UsageError(`there is no control API at ${url}; leave --reset out.`);
  return async () => {
    const status = await ask('POST', '/reset');
    if (status !== 200) throw new UsageError(`the control API at ${url} did not reset the target: status ${status}.`);
  };
}
