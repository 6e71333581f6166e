import type { Clock } from '#client';
import { isObject, type JsonObject } from '#scim';
import { headerOf, type RequestMessage, type ResponseMessage, type Transport } from '#wire';
import { canonical } from './same.ts';

export interface SettlingOptions {
  /** The SCIM base, without a slash at the end. */
  readonly base: string;
  /** How long a write may take to show. */
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/** A write that may not show yet. */
interface Write {
  readonly atMs: number;
  /** The endpoint, such as `Users`; empty where several may have changed. */
  readonly type: string;
  /** undefined where it is not known what was written. */
  readonly id: string | undefined;
  readonly isDelete: boolean;
  readonly isCreate: boolean;
  /** What the target showed of it, and the version that it named. */
  readonly shown: JsonObject | undefined;
  readonly version: string | undefined;
}

const firstWaitMs = 25;
const longestWaitMs = 500;

/**
 * A transport for a target whose reads lag behind its writes. A read that shows all that was written before is handed on
 * at once; any other is repeated until it does, or until the time is over in which every write has to show: the answer
 * then counts. So a target that is consistent costs little, and what is judged is what the target settles on.
 */
export function settling(transport: Transport, { base, timeoutMs, clock }: SettlingOptions): Transport {
  let writes: Write[] = [];

  const read = async (request: RequestMessage, place: Place): Promise<ResponseMessage> => {
    const mayLag = writes.filter((write) => clock.now() - write.atMs < timeoutMs && bearsOn(write, place));
    const untilMs = Math.max(0, ...mayLag.map(({ atMs }) => atMs + timeoutMs));
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      const askedMs = clock.now();
      const answer = await transport(request);
      if (askedMs >= untilMs || mayLag.every((write) => showsUp(write, answer, place))) return answer;
      await clock.sleep(Math.min(waitMs, untilMs - clock.now()));
    }
  };

  return async (request) => {
    const place = placeOf(request, base);
    if (place.isRead) return read(request, place);
    try {
      const answer = await transport(request);
      const write = writeFrom(answer, request, place, clock.now());
      if (write !== undefined) {
        writes = writes.filter(
          ({ atMs, id }) => clock.now() - atMs < timeoutMs && (id === undefined || id !== write.id),
        );
        writes.push(write);
      }
      return answer;
    } catch (error) {
      writes.push({ ...unknownWrite, type: place.type, atMs: clock.now() });
      throw error;
    }
  };
}

interface Place {
  readonly isRead: boolean;
  /** The endpoint; empty for the root, /Bulk and /Me, which reach every type. */
  readonly type: string;
  readonly id: string | undefined;
}

const unknownWrite = { id: undefined, isDelete: false, isCreate: false, shown: undefined, version: undefined } as const;
/** They do not change by what clients write. */
const constant: ReadonlySet<string> = new Set(['ServiceProviderConfig', 'ResourceTypes', 'Schemas']);
const ofAllTypes: ReadonlySet<string> = new Set(['', '.search', 'Bulk', 'Me']);

function placeOf({ method, url }: RequestMessage, base: string): Place {
  const [type = '', id] = (url.startsWith(base) ? url.slice(base.length) : '')
    .replace(/[?#].*$/, '')
    .split('/')
    .filter(Boolean);
  const isSearch = method === 'POST' && (type === '.search' || id === '.search');
  return {
    isRead: method === 'GET' || isSearch,
    type: ofAllTypes.has(type) ? '' : type,
    id: isSearch || id === undefined ? undefined : decoded(id),
  };
}

function writeFrom(answer: ResponseMessage, { method }: RequestMessage, place: Place, atMs: number): Write | undefined {
  if (method === 'HEAD' || method === 'OPTIONS' || (answer.status >= 400 && answer.status < 500)) return undefined;
  const shown = resourceIn(answer);
  const isDelete = method === 'DELETE';
  const isCreate = method === 'POST';
  const id = place.type === '' ? undefined : (place.id ?? (typeof shown?.id === 'string' ? shown.id : undefined));
  if (answer.status >= 500 || id === undefined) return { ...unknownWrite, type: place.type, atMs };
  return { atMs, type: place.type, id, isDelete, isCreate, shown, version: versionOf(shown, answer) };
}

/** Groups show in their members, and what is deleted goes from where it was referred to. */
function bearsOn(write: Write, { type, id }: Place): boolean {
  if (constant.has(type)) return false;
  if (type === '' || write.type === '') return true;
  if (write.type !== type) return write.isDelete || type === 'Users';
  return id === undefined || write.id === undefined || write.id === id;
}

/** Whether an answer could not be what it is without this write; an answer that proves nothing may be an old one. */
function showsUp(write: Write, answer: ResponseMessage, place: Place): boolean {
  if (write.id === undefined || write.type !== place.type) return false;
  if (place.id !== undefined)
    return write.isDelete ? answer.status === 404 : isLatest(write, resourceIn(answer), answer);
  const listed = resourceIn(answer)?.Resources;
  if (!Array.isArray(listed)) return answer.status >= 400;
  const found = listed.filter(isObject).find(({ id }) => id === write.id);
  return write.isDelete ? found === undefined : isLatest(write, found, undefined);
}

function isLatest(write: Write, seen: JsonObject | undefined, answer: ResponseMessage | undefined): boolean {
  if (seen === undefined || (answer !== undefined && answer.status !== 200)) return false;
  // There is no older state that it could show.
  if (write.isCreate) return true;
  const version = versionOf(seen, answer);
  if (write.version !== undefined && version !== undefined) return write.version === version;
  return write.shown !== undefined && canonical(write.shown) === canonical(seen);
}

function versionOf(resource: JsonObject | undefined, answer: ResponseMessage | undefined): string | undefined {
  const { meta } = resource ?? {};
  if (isObject(meta) && typeof meta.version === 'string') return meta.version;
  return answer === undefined ? undefined : headerOf(answer, 'etag');
}

function resourceIn({ body }: ResponseMessage): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
