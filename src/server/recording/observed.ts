import type { Exchange } from '#wire';
import { authenticate } from '../auth/authenticate.ts';
import type { Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { clientOf } from '../http/client-of.ts';
import type { ScaiDrive } from '../scaidrive/scaidrive.ts';
import type { ScimServer } from '../scim-server.ts';
import type { RecentExchanges } from './recent-exchanges.ts';

/** Milestones that no audit event tells, because they come with reads. */
export const readMilestones = { discovery: 'discovery', token: 'token' } as const;

/**
 * The server as before, while what passes is kept to be looked at, and what a read tells is noted: that discovery was
 * seen, that a token was accepted, and which identity provider it was. What goes wrong here never reaches the client.
 */
export function observed(
  server: ScimServer,
  drive: ScaiDrive,
  recent: RecentExchanges,
  publicOrigin?: string,
): ScimServer['answer'] {
  const known = new Map<string, string>();
  const isDiscovery = discoveryIn(server.basePath);

  async function note(call: Call, answer: Answer): Promise<void> {
    if (answer.status === 401) return;
    if (answer.status < 300 && isDiscovery(call.path)) await drive.reach(readMilestones.discovery);
    const credential = call.header('authorization');
    if (credential === undefined) return;
    const token = await authenticate(server.tokens, credential);
    await drive.reach(readMilestones.token);
    const { idp } = clientOf(call);
    if (idp === '' || known.get(token.id) === idp) return;
    known.set(token.id, idp);
    await drive.store.write((transaction) => {
      if (transaction.record('token-idp', token.id) !== idp) transaction.putRecord('token-idp', token.id, idp);
    });
  }

  return async (call) => {
    let body: string | undefined;
    const startedAt = drive.now();
    const answer = await server.answer({ ...call, text: async (maxBytes) => (body = await call.text(maxBytes)) });
    recent.keep(
      exchangeOf({ ...call, origin: publicOrigin ?? call.origin }, body, answer, { startedAt, endedAt: drive.now() }),
    );
    await note(call, answer).catch(() => undefined);
    return answer;
  };
}

function discoveryIn(basePath: string): (path: string) => boolean {
  const names = ['ServiceProviderConfig', 'ResourceTypes', 'Schemas'].map((name) => `${basePath}/${name}`);
  return (path) => names.some((name) => path === name || path.startsWith(`${name}/`));
}

function exchangeOf(
  call: Call,
  body: string | undefined,
  { status, headers, body: text = '' }: Answer,
  { startedAt, endedAt }: { readonly startedAt: number; readonly endedAt: number },
): Exchange {
  return {
    id: headers['x-request-id'] ?? '',
    request: {
      method: call.method,
      url: call.origin + call.path + (call.query === '' ? '' : `?${call.query}`),
      headers: call.headers(),
      ...(body === undefined || body === '' ? {} : { body }),
    },
    response: { status, headers: Object.entries(headers), body: text },
    startedAt: new Date(startedAt).toISOString(),
    durationMs: endedAt - startedAt,
  };
}
