import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { poolTransport } from '#client';
import {
  type ApplicationAccess,
  type Filling,
  filledHeader,
  filledUrl,
  filledWord,
  type MappedType,
  type Mapping,
  type MappingRuleText,
  objectWith,
  pointed,
  readMapping,
  rulesOf,
  valueOfVariable,
  variablesOf,
} from '#mapping';
import type { Json, JsonObject } from '#scim';
import type { Header, Transport } from '#wire';
import { jsonPrintedBy } from './command.ts';
import type { Answer, Http } from './http.ts';
import { type Resource, type Resources, SetupError } from './resources.ts';
import type { Target } from './target.ts';

/** The mapping of a run, and the way to the application's side. One for each worker. */
export interface MappedTarget {
  readonly mapping: Mapping;
  /** Every row, as reports cite it. */
  readonly rules: ReadonlyMap<string, MappingRuleText>;
  /** What must never reach a file. */
  readonly secrets: readonly string[];
  readonly transportTo: (url: string) => Transport;
  readonly folder: string;
  close(): Promise<void>;
}

/** What the application made of one resource. */
export interface ApplicationRecord {
  /** Undefined when the application has no such record. */
  readonly value: Json | undefined;
  /** The answer that showed it; undefined where a command did. */
  readonly answer: Answer | undefined;
}

/** The application behind the target, as one check asks it. */
export interface ApplicationSide {
  readonly mapping: Mapping;
  /** The resources of a type; undefined where the target does not have it. */
  resourcesOf(type: MappedType): Resources | undefined;
  /** The record of a resource. Where the target takes its time, it is read again until `isDone`, or time is over. */
  record(
    type: MappedType,
    resource: Resource,
    isDone?: (record: Json | undefined) => boolean,
  ): Promise<ApplicationRecord>;
  /** Sets one field beside SCIM. */
  write(type: MappedType, resource: Resource, field: string, value: Json): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws MappingError when the file cannot be used, or a variable that it names is not set */
export function mappedTarget(file: string, target: Target, environment: Environment): MappedTarget {
  const mapping = readMapping(readFileSync(file, 'utf8'), path.basename(file));
  const pools = new Map<string, ReturnType<typeof poolTransport>>();
  return {
    mapping,
    rules: rulesOf(mapping),
    secrets: variablesIn(mapping).map((name) => valueOfVariable(name, environment)),
    folder: path.dirname(path.resolve(file)),
    transportTo: (url) => {
      const { origin } = new URL(url);
      const pool =
        pools.get(origin) ??
        poolTransport({
          origin,
          timeoutMs: target.requestTimeoutMs,
          insecure: target.insecure,
          ...(target.caCertFile === undefined ? {} : { caCert: readFileSync(target.caCertFile, 'utf8') }),
        });
      pools.set(origin, pool);
      return pool;
    },
    close: async () => {
      for (const pool of pools.values()) await pool.close();
    },
  };
}

/** `asking` gives a way to ask by a transport that is not the target's, so that what is seen is kept with the check. */
export function applicationSide(
  { mapping, folder, transportTo }: MappedTarget,
  target: Target,
  asking: (transport: Transport) => Http,
  resources: Readonly<Record<MappedType, Resources | undefined>>,
  environment: Environment,
): ApplicationSide {
  const accessOf = (type: MappedType): ApplicationAccess => {
    const access = mapping[type]?.application;
    if (access === undefined) throw new Error(`The mapping says nothing of ${type}.`);
    return access;
  };

  const readOnce = async ({ read }: ApplicationAccess, filling: Filling): Promise<ApplicationRecord> => {
    if ('command' in read) {
      const words = read.command.map((word) => filledWord(word, filling));
      const printed = await jsonPrintedBy(words, { folder, timeoutMs: target.requestTimeoutMs, environment });
      return { value: pointed(printed, read.record ?? ''), answer: undefined };
    }
    const url = filledUrl(read.url, filling);
    const answer = await asking(transportTo(url)).send({
      method: 'GET',
      path: url,
      exactHeaders: [['Accept', 'application/json'], ...filledHeaders(read.headers, environment)],
    });
    if (answer.status === 404 || answer.status === 410) return { value: undefined, answer };
    if (answer.status !== 200 || answer.body === undefined) throw unreadable('GET', url, answer);
    // What was parsed is JSON by its making.
    return { value: pointed(answer.body as Json, read.record ?? ''), answer };
  };

  return {
    mapping,
    resourcesOf: (type) => resources[type],
    record: async (type, resource, isDone = () => true) => {
      for (let waited = 0, wait = 50; ; waited += wait, wait *= 2) {
        const found = await readOnce(accessOf(type), fillingOf(resource, target));
        if (isDone(found.value) || waited >= target.consistencyTimeoutMs) return found;
        await sleep(wait);
      }
    },
    write: async (type, resource, field, value) => {
      const { write } = accessOf(type);
      if (write === undefined) throw new Error('The mapping does not say how to write the application.');
      const url = filledUrl(write.url, fillingOf(resource, target));
      const headers: readonly Header[] = [
        ['Content-Type', 'application/json'],
        ...filledHeaders(write.headers, environment),
      ];
      const method = write.method ?? 'PATCH';
      const text = JSON.stringify(objectWith(field, value));
      const answer = await asking(transportTo(url)).send({ method, path: url, exactHeaders: headers, text });
      if (answer.status >= 300) throw unreadable(method, url, answer);
    },
  };
}

function unreadable(method: string, url: string, { status, text }: Answer): SetupError {
  const what = status === 200 ? `${text.length} characters that are no JSON` : `status ${status}`;
  return new SetupError(`The application's side cannot be reached: ${method} ${url} answered with ${what}`);
}

function fillingOf(resource: Resource, { url }: Target): Filling {
  const texts: JsonObject = resource;
  const names = ['id', 'userName', 'displayName', 'externalId'];
  const known = names.flatMap((name) => (typeof texts[name] === 'string' ? [[name, texts[name]] as const] : []));
  return { base: url, ...Object.fromEntries(known) };
}

function filledHeaders(headers: Readonly<Record<string, string>> = {}, environment: Environment): Header[] {
  return Object.entries(headers).map(([name, template]) => [name, filledHeader(template, environment)]);
}

/** The environment variables that the headers name. */
function variablesIn(mapping: Mapping): readonly string[] {
  const accesses = [mapping.User, mapping.Group].flatMap((side) =>
    side === undefined ? [] : [side.application.read, side.application.write],
  );
  return accesses.flatMap((access) =>
    access !== undefined && 'url' in access ? Object.values(access.headers ?? {}).flatMap(variablesOf) : [],
  );
}
