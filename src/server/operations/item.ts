import { isObject, statusError } from '#scim';
import type { Answer } from '../http/answer.ts';
import { jsonBody } from '../http/body.ts';
import { conditionOf, etagOf } from '../http/conditions.ts';
import type { Context } from '../http/context.ts';
import { projectionOf, resourceAnswer } from '../http/resource-answer.ts';
import type { Kind } from '../resources/kind.ts';
import { create, patch, remove, replace, type WriteScene, type Written } from '../resources/writing.ts';
import type { Transaction } from '../store/store.ts';
import { audited, type Terms, transact } from './transact.ts';

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
      kind.hasMembers && projection === undefined
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
 * The attributes that a write sent, in lower case: those returned only on request are shown to who sent them (D67).
 * Undefined when the type has none of that sort, so that the plain rendering serves.
 */
function requestedBy(kind: Kind, body: unknown): ReadonlySet<string> | undefined {
  if (!kind.hasOnRequest || !isObject(body)) return undefined;
  const names = new Set(Object.keys(body).map((name) => name.toLowerCase()));
  const operations = Object.entries(body).find(([name]) => name.toLowerCase() === 'operations')?.[1];
  for (const operation of Array.isArray(operations) ? operations : []) {
    if (!isObject(operation)) continue;
    if (typeof operation.path === 'string') names.add(operation.path.replace(/[.[].*$/, '').toLowerCase());
    else if (isObject(operation.value)) for (const name of Object.keys(operation.value)) names.add(name.toLowerCase());
  }
  return names;
}
