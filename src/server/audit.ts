import { type JsonObject, ScimError } from '#scim';
import type { Token } from './auth/tokens.ts';
import { pathBelow } from './http/base-path.ts';
import type { Call } from './http/call.ts';
import { clientOf } from './http/client-of.ts';
import type { Context } from './http/context.ts';
import type { Written } from './resources/writing.ts';
import type { Settings } from './settings.ts';
import type { Transaction, View } from './store/store.ts';

/**
 * Tells the product behind the protocol and the audit of one write, within its transaction.
 * What changed nothing, here or there, is no event. `method` is that of the operation, where a bulk job asked for it.
 */
export function audited(
  context: Context,
  transaction: Transaction,
  written: Written,
  method: string = context.call.method,
): Written {
  const { settings, token, requestId, call } = context;
  const effect = settings.afterWrite?.(written, transaction);
  if (settings.audit === undefined || (written.outcome === 'unchanged' && effect === undefined)) return written;
  const { kind, entry, resource, before, outcome, tolerances } = written;
  const event: JsonObject = {
    type: `scim.${kind.name.toLowerCase()}.${outcome}`,
    ...origin(settings, call, token, requestId),
    method,
    target: { type: kind.name, id: entry.id },
    before: before?.resource ?? null,
    after: outcome === 'deleted' ? null : resource,
    ...(written.members === undefined ? {} : { members: written.members }),
    ...(outcome === 'deleted' || before?.secret === entry.secret
      ? {}
      : { password: { before: before?.secret !== undefined, after: entry.secret !== undefined } }),
    ...(effect === undefined ? {} : { effect }),
    tolerances: tolerances.map((tolerance) => ({ ...tolerance })),
  };
  settings.audit(event, transaction);
  return written;
}

/** What a refused write was about, where its path names one resource. A path of a bulk job has no base path. */
function targetOf({ kinds, basePath }: Settings, path: string, view: View): JsonObject | undefined {
  const [segment = '', id = ''] = (pathBelow(basePath, path) ?? path.slice(1)).split('/');
  const kind = kinds.bySegment.get(segment);
  if (kind === undefined || id === '' || id.startsWith('.')) return undefined;
  const { userName, displayName } = view.entry(id)?.resource ?? {};
  const name = userName ?? displayName;
  return {
    type: kind.name,
    id: id.slice(0, 200),
    ...(typeof name === 'string' ? { name: name.slice(0, 200) } : {}),
  };
}

/** What a refusal is called; any other is a request that was refused. */
const refusals: Readonly<Record<number, string>> = { 401: 'scim.auth.refused', 429: 'scim.rate.refused' };

/** Tells the audit of a request, or an operation of a bulk job, that was refused: of every write, and of every one without a good token. */
export async function auditRefusal(
  settings: Settings,
  call: Pick<Call, 'method' | 'path' | 'header'>,
  token: Token | undefined,
  requestId: string,
  error: unknown,
): Promise<void> {
  const { audit } = settings;
  if (audit === undefined || !(error instanceof ScimError)) return;
  const type = refusals[error.status];
  if (type === undefined && (call.method === 'GET' || call.method === 'HEAD')) return;
  const event: JsonObject = {
    type: type ?? 'scim.request.refused',
    ...origin(settings, call, token, requestId),
    request: { method: call.method, path: call.path.slice(0, 200) },
    status: error.status,
    ...(error.scimType === undefined ? {} : { scimType: error.scimType }),
    detail: error.message.slice(0, 500),
  };
  await settings.store.write((transaction) => {
    const target = type === undefined ? targetOf(settings, call.path, transaction) : undefined;
    audit(target === undefined ? event : { ...event, target }, transaction);
  });
}

function origin(
  { now }: Settings,
  call: Pick<Call, 'header'>,
  token: Token | undefined,
  requestId: string,
): JsonObject {
  return {
    at: new Date(now()).toISOString(),
    requestId,
    actor: token === undefined ? {} : { token: token.id, name: token.name },
    client: { ...clientOf(call) },
  };
}
