import { errorBody, type JsonObject, ScimError, scimError, statusError, urns } from '#scim';
import { audited, auditRefusal } from '../audit.ts';
import type { Answer } from '../http/answer.ts';
import { jsonBody } from '../http/body.ts';
import { etagOf, requireVersion } from '../http/conditions.ts';
import type { Context } from '../http/context.ts';
import { locationOf } from '../resources/derived.ts';
import type { Kind } from '../resources/kind.ts';
import { create, patch, remove, replace, type WriteScene, type Written } from '../resources/writing.ts';
import type { View } from '../store/store.ts';
import { bulkUnits } from './bulk-order.ts';
import { referencesIn, resolveData, resolvePath } from './bulk-references.ts';
import { type BulkOperation, bulkRequestFrom } from './bulk-request.ts';
import { createMe, whoIsMe } from './me.ts';
import { transact } from './transact.ts';

/** What became of one operation. */
type Outcome = { readonly written: Written; readonly status: string } | { readonly error: ScimError };

/** The status that the single request would have got; a PATCH of a group is answered without a body (D06). */
function statusOf(method: string, { outcome, kind }: Written): string {
  if (outcome === 'created') return '201';
  return outcome === 'deleted' || (method === 'PATCH' && kind.hasMembers) ? '204' : '200';
}

/**
 * Does a bulk job. Each operation is a transaction of its own and earlier successes stay, save that operations which
 * refer to each other in a circle are done together or not at all.
 * @see RFC 7644 §3.7
 */
export async function bulk(context: Context): Promise<Answer> {
  const { settings } = context;
  const body = await jsonBody(context.call, settings.maxBodyBytes);
  const { operations, failOnErrors } = bulkRequestFrom(body, settings.maxBulkOperations);
  const job = jobFrom(context, operations);
  const outcomes = new Map<number, Outcome>();
  let failures = 0;
  for (const unit of bulkUnits(job.references)) {
    if (failures >= failOnErrors) break;
    for (const [at, outcome] of await doUnit(context, job, unit, outcomes)) {
      outcomes.set(at, outcome);
      if ('error' in outcome) failures += 1;
    }
  }
  const results = operations.flatMap((operation, at) => {
    const outcome = outcomes.get(at);
    return outcome === undefined ? [] : resultOf(context, operation, outcome);
  });
  return {
    status: 200,
    headers: { 'content-type': context.media },
    body: JSON.stringify({ schemas: [urns.bulkResponse], Operations: results }),
  };
}

interface Job {
  readonly operations: readonly BulkOperation[];
  /** The ids that created resources will have, by bulkId; made before anything is done, so that all can be referred to. */
  readonly ids: ReadonlyMap<string, string>;
  /** Indexes of the operations that create, by bulkId. */
  readonly creators: ReadonlyMap<string, number>;
  readonly references: readonly (readonly number[])[];
}

function jobFrom({ settings }: Context, operations: readonly BulkOperation[]): Job {
  const ids = new Map<string, string>();
  const creators = new Map<string, number>();
  for (const [at, { method, bulkId }] of operations.entries()) {
    if (method !== 'POST' || bulkId === undefined || creators.has(bulkId)) continue;
    ids.set(bulkId, settings.randomId());
    creators.set(bulkId, at);
  }
  const references = operations.map(({ path, data }, at) =>
    [...referencesIn(path, data)].flatMap((bulkId) => creators.get(bulkId) ?? []).filter((creator) => creator !== at),
  );
  return { operations, ids, creators, references };
}

async function doUnit(
  context: Context,
  job: Job,
  unit: readonly number[],
  outcomes: ReadonlyMap<number, Outcome>,
): Promise<readonly (readonly [number, Outcome])[]> {
  let current = unit[0] ?? 0;
  const promised = new Set(unit.flatMap((at) => job.ids.get(job.operations[at]?.bulkId ?? '') ?? []));
  try {
    return await transact(context, { condition: () => {}, promised }, (scene, transaction) =>
      unit.map((at) => {
        current = at;
        const method = job.operations[at]?.method ?? '';
        const written = audited(context, transaction, perform(scene, context, job, at, outcomes), method);
        return [at, { written, status: statusOf(method, written) }] as const;
      }),
    );
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    const { settings, token, requestId } = context;
    const failed = job.operations[current];
    if (failed !== undefined)
      await auditRefusal(settings, { ...failed, header: context.call.header }, token, requestId, error);
    const together = statusError(409, 'an operation of the same circle of references failed, so this one was undone');
    return unit.map((at) => [at, { error: at === current ? error : together }] as const);
  }
}

function perform(
  scene: WriteScene,
  context: Context,
  job: Job,
  at: number,
  outcomes: ReadonlyMap<number, Outcome>,
): Written {
  const operation = job.operations[at];
  if (operation === undefined) throw statusError(404, 'there is no such operation');
  const idOf = (bulkId: string): string => {
    const creator = job.creators.get(bulkId);
    const id = job.ids.get(bulkId);
    if (creator === undefined || id === undefined)
      throw statusError(409, `no operation of this job creates the bulkId "${bulkId}"`);
    const outcome = outcomes.get(creator);
    if (outcome !== undefined && 'error' in outcome)
      throw statusError(409, `the operation with the bulkId "${bulkId}" failed`);
    return id;
  };
  const act = methods[operation.method];
  if (act === undefined && operation.method !== 'POST')
    throw scimError('invalidValue', `a bulk job has no method "${operation.method}"`);
  const { kind, id } = targetOf(context, scene.view, { ...operation, path: resolvePath(operation.path, idOf) });
  const data = resolveData(operation.data, idOf);
  const { version } = operation;
  const conditional = version === undefined ? scene : { ...scene, condition: requireVersion(version) };

  if (act === undefined) {
    if (id !== undefined) throw statusError(405, 'a POST of a bulk job names a resource type, not a resource');
    return create(scene, kind, data, newIdOf(job, operation, at));
  }
  if (id === undefined) throw statusError(405, `a ${operation.method} of a bulk job names a resource`);
  return act(conditional, kind, id, data);
}

const methods: Readonly<Record<string, (scene: WriteScene, kind: Kind, id: string, data: unknown) => Written>> = {
  PUT: replace,
  PATCH: patch,
  DELETE: remove,
};

function newIdOf(job: Job, { bulkId }: BulkOperation, at: number): string {
  const id = job.ids.get(bulkId ?? '');
  if (bulkId === undefined || bulkId === '' || id === undefined) {
    throw scimError('invalidValue', 'a POST of a bulk job needs a "bulkId"');
  }
  if (job.creators.get(bulkId) !== at) throw scimError('invalidValue', `the bulkId "${bulkId}" is used twice`);
  return id;
}

/** Where nothing can be written, whatever the method. */
const readOnly: ReadonlySet<string> = new Set(['ServiceProviderConfig', 'ResourceTypes', 'Schemas']);

/** What the path of an operation names; an error is the one that the single request would get. */
function targetOf(
  context: Context,
  view: View,
  { method, path }: BulkOperation,
): { readonly kind: Kind; readonly id: string | undefined } {
  const [segment = '', id, ...rest] = path.replace(/^\//, '').replace(/\/$/, '').split('/');
  if (segment === 'Me' && id === undefined) return method === 'POST' ? createMe() : whoIsMe(context, view);
  const kind = context.settings.kinds.bySegment.get(segment);
  if (readOnly.has(segment) && rest.length === 0) throw statusError(405, `${method} is not possible at "${path}"`);
  if (kind === undefined || rest.length > 0) throw statusError(404, `a bulk job cannot reach "${path}"`);
  return { kind, id: id === undefined ? undefined : decoded(id) };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw statusError(404, 'the path holds a percent escape that is not UTF-8');
  }
}

function resultOf(context: Context, operation: BulkOperation, outcome: Outcome): JsonObject {
  const { method, bulkId, path } = operation;
  const head = { method, ...(bulkId === undefined ? {} : { bulkId }) };
  if ('error' in outcome) {
    const location = method === 'POST' ? {} : { location: `${context.base}/${path.replace(/^\//, '')}` };
    return { ...head, ...location, status: String(outcome.error.status), response: errorBody(outcome.error) };
  }
  const { entry, kind } = outcome.written;
  const location = locationOf(context, kind, entry.id);
  const version = outcome.written.outcome === 'deleted' ? {} : { version: etagOf(entry.version) };
  return { ...head, location, ...version, status: outcome.status };
}
