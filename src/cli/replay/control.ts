import { authHeaders } from '#client';
import type { Surroundings } from '#replay';
import { type RequestMessage, TransportError } from '#wire';

/** Where a test server of ours lets itself be put back. */
const resetPath = '/__scimulate/reset';

/** Puts the target back by its control API; undefined when it has none. */
export async function controlOf({ transport, to }: Surroundings): Promise<(() => Promise<void>) | undefined> {
  const { origin } = new URL(to.baseUrl);
  const health = await answered(transport, {
    method: 'GET',
    url: `${origin}/__scimulate/health`,
    headers: authHeaders(to.auth),
  });
  if (health !== 200) return undefined;
  return async () => {
    await transport({ method: 'POST', url: `${origin}${resetPath}`, headers: authHeaders(to.auth) });
  };
}

async function answered(transport: Surroundings['transport'], request: RequestMessage): Promise<number | undefined> {
  try {
    return (await transport(request)).status;
  } catch (error) {
    if (error instanceof TransportError) return undefined;
    throw error;
  }
}
