import { isList, isObject, type Json, messageMembers, statusError } from '#scim';
import { audited } from '../audit.ts';
import type { Answer } from '../http/answer.ts';
import { jsonBody } from '../http/body.ts';
import { conditionOf, etagOf } from '../http/conditions.ts';
import type { Context } from '../http/context.ts';
import { projectionOf, resourceAnswer } from '../http/resource-answer.ts';
import type { Kind } from '../resources/kind.ts';
import { create, patch, remove, replace, type WriteScene, type Written } from '../resources/writing.ts';
import type { Transaction } from '../store/store.ts';
import { type Terms, transact } from './transact.ts';

export function read(context: Context, kind: Kind, id: string): Promise<Answer> {
  const projection = projectionOf(context);
  return context.settings.store.read((view) => {
    const entry = view.entry(id);
    if (entry === undefined || entry.type !== kind.name) throw statusError(404, `there is no ${kind.name} "${id}"`);
    if (conditionOf(context.call, entry.version) === 'unmodified') {
      return { status: 304, headers: { etag: etagOf(entry.version) }, body: undefined };
    }
    return resourceAnswer(context, view, kind, entry, { projection }, 200);
  });
}

export async function post(context: Context, kind: Kind): Promise<Answer> {
  const projection = projectionOf(context);
  const body = await jsonBody(context.call, context.settings.maxBodyBytes);
  const id = context.settings.randomId();
  const unconditional: Terms = { condition: () => {}, promised: new Set() };
  return transact(context, unconditional, (scene, transaction) => {
    const { entry } = audited(context, transaction, create(scene, kind, body, id));
    return resourceAnswer(context, transaction, kind, entry, { projection, requested: requestedBy(kind, body) }, 201);
  });
}

export async function put(context: Context, kind: Kind, id: string): Promise<Answer> {
  const projection = projectionOf(context);
  const body = await jsonBody(context.call, context.settings.maxBodyBytes);
  return written(
    context,
    (scene) => replace(scene, kind, id, body),
    (entry, transaction) =>
      resourceAnswer(context, transaction, kind, entry, { projection, requested: requestedBy(kind, body) }, 200),
  );
}

/** A group is answered without a body unless one is asked for: its list of members can be long. (D06) */
export async function patchItem(context: Context, kind: Kind, id: string): Promise<Answer> {
  const projection = projectionOf(context);
  const body = await jsonBody(context.call, context.settings.maxBodyBytes);
  return written(
    context,
    (scene) => patch(scene, kind, id, body),
    (entry, transaction) =>
      kind.hasMembers && !context.parameters.has('attributes') && !context.parameters.has('excludedAttributes')
        ? { status: 204, headers: { etag: etagOf(entry.version) }, body: undefined }
        : resourceAnswer(context, transaction, kind, entry, { projection, requested: requestedBy(kind, body) }, 200),
  );
}

export function deleteItem(context: Context, kind: Kind, id: string): Promise<Answer> {
  return written(
    context,
    (scene) => remove(scene, kind, id),
    () => ({ status: 204, headers: {}, body: undefined }),
  );
}

function written(
  context: Context,
  work: (scene: WriteScene) => Written,
  answer: (entry: Written['entry'], transaction: Transaction) => Answer,
): Promise<Answer> {
  const terms: Terms = { condition: (version) => conditionOf(context.call, version), promised: new Set() };
  return transact(context, terms, (scene, transaction) =>
    answer(audited(context, transaction, work(scene)).entry, transaction),
  );
}

/**
 * The attributes returned only on request that a write sent: who sent them is shown them (D67).
 * Undefined when the type has none of that sort, so that the plain rendering serves.
 */
function requestedBy(kind: Kind, body: unknown): ReadonlySet<string> | undefined {
  if (kind.onRequest.length === 0) return undefined;
  const names = namesIn(body, '').map((name) => name.toLowerCase());
  const isSent = (path: string) =>
    names.some((name) => name === path || name.startsWith(`${path}.`) || path.startsWith(`${name}.`));
  return new Set(kind.onRequest.filter((path) => isSent(path.toLowerCase())));
}

/** What a body names: its members, those of extensions, and the paths of PATCH operations without their brackets. */
function namesIn(body: unknown, prefix: string): readonly string[] {
  if (!isObject(body)) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    if (name.toLowerCase() === 'operations' && isList(value)) return value.flatMap(namesInOperation);
    return name.includes(':') ? [name, ...namesIn(value, `${name}:`)] : [prefix + name];
  });
}

function namesInOperation(operation: Json): readonly string[] {
  const { path, value } = messageMembers(operation, ['path', 'value'], 'an operation');
  return typeof path === 'string' ? [path.replace(/\[.*\]/, '')] : namesIn(value, '');
}
