import { setTimeout as pause } from 'node:timers/promises';
import { listen, scimServer } from 'scimulate/server';

/**
 * A server with the classic fault: it reads a group, changes it and writes it back without a lock. A PATCH that comes
 * while another of the same group is at work is answered 204, and lost.
 */
export async function startTarget(token) {
  const server = scimServer({ tokens: [token] });
  const busy = new Set();
  const losing = {
    ...server,
    async answer(call) {
      if (call.method !== 'PATCH' || !call.path.includes('/Groups/')) return server.answer(call);
      if (busy.has(call.path)) return { status: 204, headers: {}, body: undefined };
      busy.add(call.path);
      try {
        await pause(50);
        return await server.answer(call);
      } finally {
        busy.delete(call.path);
      }
    },
  };
  const listener = await listen(losing);
  return { scim: listener.origin + server.basePath, close: listener.close };
}
