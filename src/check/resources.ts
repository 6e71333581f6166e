import { type Attribute, isList, isObject, type Json, type JsonObject, type Schema, urns } from '#scim';
import { endpointOf } from './discovery.ts';
import { fitting } from './fitting.ts';
import type { Fresh } from './fresh.ts';
import type { Answer, Http, Query } from './http.ts';
import { resourcesOf, totalOf } from './list-of.ts';
import { says } from './same.ts';
import { sampleOf } from './sample-of.ts';

/** A resource that the target holds. */
export interface Resource extends JsonObject {
  readonly id: string;
}

export interface PatchOperation {
  readonly op: string;
  readonly path?: string;
  readonly value?: unknown;
}

/** The resources of one type. `create` and `read` throw a `SetupError` where the check cannot go on; the rest only asks. */
export interface Resources {
  readonly endpoint: string;
  readonly schema: Schema;
  /** A create body that the target's own schema calls complete, with a fresh name; `partial` is laid over it. */
  body(partial?: JsonObject): JsonObject;
  /** `body` with as many of these values, by attribute path, as the target's schema lets clients write and read. */
  fitting(values: Readonly<Record<string, Json>>): JsonObject;
  /** Creates a resource and gives it back as a GET shows it. What the target drops of `partial` is a setup that failed. */
  create(partial?: JsonObject): Promise<Resource>;
  /** As `create`, and content with what the target keeps. */
  createLoosely(partial: JsonObject): Promise<Resource>;
  /** As `create`, several at once, in the order given. */
  createAll(partials: readonly JsonObject[]): Promise<readonly Resource[]>;
  read(resource: Resource): Promise<Resource>;
  post(body: unknown, query?: Query): Promise<Answer>;
  get(resource: Resource | string, query?: Query): Promise<Answer>;
  put(resource: Resource | string, body: unknown, query?: Query): Promise<Answer>;
  patch(resource: Resource | string, operations: readonly PatchOperation[], query?: Query): Promise<Answer>;
  delete(resource: Resource | string): Promise<Answer>;
  list(query?: Query): Promise<Answer>;
  search(request: JsonObject): Promise<Answer>;
  /** All resources that a query gives, over its pages; at most `most` pages are read. */
  every(query?: Query, most?: number): Promise<readonly JsonObject[]>;
}

/** A step that a check builds on did not work, so it can judge nothing. */
export class SetupError extends Error {
  /** The target refused what it may refuse: a value, a duplicate, the creation as such. */
  readonly isRefusal: boolean;

  constructor(message: string, isRefusal = false) {
    super(message);
    this.name = isRefusal ? 'Refusal' : 'SetupError';
    this.isRefusal = isRefusal;
  }
}

export interface ResourcesOptions {
  readonly http: Http;
  readonly schema: Schema;
  readonly fresh: Fresh;
  readonly defaults: JsonObject;
  readonly consistencyTimeoutMs: number;
  readonly sleep: (ms: number) => Promise<void>;
}

export function resources({ http, schema, fresh, defaults, consistencyTimeoutMs, sleep }: ResourcesOptions): Resources {
  const endpoint = endpointOf(schema.resourceType);
  const placeOf = (resource: Resource | string) =>
    `${endpoint}/${encodeURIComponent(typeof resource === 'string' ? resource : resource.id)}`;

  const body = (partial: JsonObject = {}): JsonObject => {
    const required = requiredOf(schema, fresh);
    const own = {
      ...required,
      ...nameOf(schema, fresh),
      ...filled(defaults, fresh),
      ...withNeededParts(schema, partial, fresh),
    };
    return { schemas: schemasOf(schema, own), ...own };
  };

  const get = (resource: Resource | string, query?: Query) => http.get(placeOf(resource), query);

  const read = async (resource: Resource): Promise<Resource> => {
    for (let waited = 0, wait = 50; ; waited += wait, wait *= 2) {
      const answer = await get(resource);
      if (answer.status === 200 && isResource(answer.body)) return answer.body;
      if (answer.status !== 404 || waited >= consistencyTimeoutMs) throw setupError('GET', placeOf(resource), answer);
      await sleep(wait);
    }
  };

  /** A 201 without a body is filled from a read, so that one check speaks of it and the others get by (D66). */
  const post = async (sent: unknown, query?: Query): Promise<Answer> => {
    const answer = await http.post(endpoint, sent, query);
    const id = idFrom(answer);
    if (answer.status !== 201 || answer.text !== '' || id === undefined) return answer;
    const { body: made, json, text } = await get(id, query);
    return { ...answer, body: made, json, text };
  };

  const createLoosely = async (partial: JsonObject): Promise<Resource> => {
    const answer = await post(body(partial));
    const id = idFrom(answer);
    if (answer.status >= 300 || id === undefined) throw setupError('POST', endpoint, answer);
    return read({ id });
  };

  const create = async (partial: JsonObject = {}): Promise<Resource> => {
    const made = await createLoosely(partial);
    const lost = Object.keys(partial).filter(
      (name) => name !== 'schemas' && isShown(schema, name) && !says(made[name], partial[name]),
    );
    if (lost.length === 0) return made;
    throw new SetupError(`A step before the question failed: the target did not keep ${lost.join(', ')} as sent`, true);
  };

  const list = (query?: Query) => http.get(endpoint, query);

  return {
    endpoint,
    schema,
    body,
    fitting: (values) => body(fitting(schema, values)),
    create,
    createLoosely,
    createAll: async (partials) => {
      const made: Resource[] = [];
      for (const partial of partials) made.push(await create(partial));
      return made;
    },
    read,
    post,
    get,
    put: (resource, sent, query) => http.put(placeOf(resource), sent, query),
    patch: (resource, operations, query) =>
      http.patch(placeOf(resource), { schemas: [urns.patchOp], Operations: operations }, query),
    delete: (resource) => http.delete(placeOf(resource)),
    list,
    search: (request) => http.post(`${endpoint}/.search`, { schemas: [urns.searchRequest], ...request }),
    every: async (query = {}, most = 20) => {
      const found: JsonObject[] = [];
      for (let page = 0; page < most; page += 1) {
        const answer = await list({ ...query, startIndex: found.length + 1 });
        if (answer.status !== 200) throw setupError('GET', endpoint, answer);
        const here = resourcesOf(answer);
        found.push(...here);
        if (here.length === 0 || found.length >= (totalOf(answer) ?? 0)) break;
      }
      return found;
    },
  };
}

/** Whether a member of a body can be seen again: what is never returned, or unknown to the schema, cannot. */
function isShown(schema: Schema, name: string): boolean {
  const attribute = schema.base.attributes.get(name.toLowerCase());
  if (attribute !== undefined) {
    return ['default', 'always'].includes(attribute.returned) && attribute.mutability !== 'writeOnly';
  }
  return schema.extensions.has(name.toLowerCase());
}

/** The same with a unique word in place of each `{}`. */
function filled(defaults: JsonObject, fresh: Fresh): JsonObject {
  return Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, filledValue(value, fresh)]));
}

function filledValue(value: Json, fresh: Fresh): Json {
  if (typeof value === 'string') return value.replace('{}', () => fresh.word());
  if (isList(value)) return value.map((one) => filledValue(one, fresh));
  return isObject(value) ? filled(value, fresh) : value;
}

/** userName, or displayName where the type has no userName. */
function nameOf(schema: Schema, fresh: Fresh): JsonObject {
  if (schema.base.attributes.has('username')) return { userName: fresh.userName() };
  if (schema.base.attributes.has('displayname')) return { displayName: fresh.word() };
  return {};
}

function requiredOf(schema: Schema, fresh: Fresh): JsonObject {
  const extensions = [...schema.extensions.values()]
    .filter(({ required }) => required)
    .map(({ urn, attributes }) => [urn, neededOf(attributes, fresh)] as const);
  return { ...neededOf(schema.base.attributes, fresh), ...Object.fromEntries(extensions) };
}

function neededOf(attributes: ReadonlyMap<string, Attribute>, fresh: Fresh): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    [...attributes.values()]
      .filter(({ required, mutability, name }) => required && mutability !== 'readOnly' && !isCommon(name))
      .map((attribute) => [attribute.name, sampleOf(attribute, fresh)]),
  );
}

/** Whoever fills an extension fills what it requires. */
function withNeededParts(schema: Schema, partial: JsonObject, fresh: Fresh): JsonObject {
  const filled = [...schema.extensions.values()].flatMap(({ urn, attributes }) => {
    const given = partial[urn];
    return isObject(given) ? [[urn, { ...neededOf(attributes, fresh), ...given }] as const] : [];
  });
  return { ...partial, ...Object.fromEntries(filled) };
}

function isCommon(name: string): boolean {
  return ['id', 'externalid', 'meta', 'schemas'].includes(name.toLowerCase());
}

/** The base URN and that of every extension with data in the body. */
function schemasOf(schema: Schema, body: JsonObject): readonly string[] {
  const extensions = [...schema.extensions.values()].map(({ urn }) => urn).filter((urn) => body[urn] !== undefined);
  return [schema.base.urn, ...extensions];
}

function idFrom(answer: Answer): string | undefined {
  const { id } = answer.json;
  if (typeof id === 'string' && id !== '') return id;
  const last = answer.header('location')?.replace(/\/+$/, '').split('/').at(-1);
  return last === undefined || last === '' ? undefined : decodeURIComponent(last);
}

function isResource(body: unknown): body is Resource {
  return isObject(body) && typeof body.id === 'string';
}

const refusals: ReadonlySet<number> = new Set([400, 403, 405, 409, 422, 501]);

function setupError(method: string, path: string, answer: Answer): SetupError {
  const { detail } = answer.json;
  const said = typeof detail === 'string' ? `: ${detail.slice(0, 200)}` : '';
  const message = `A step before the question failed: ${method} ${path} answered ${answer.status}${said}`;
  return new SetupError(message, method === 'POST' && refusals.has(answer.status));
}
