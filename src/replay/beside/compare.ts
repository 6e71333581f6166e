import { isList, isObject, type Json } from '#scim';
import { type Exchange, headerOf, queryOf } from '#wire';
import { endpointOf } from '../bind/dependencies.ts';
import { idOf } from '../bind/given.ts';
import { pathIn } from '../recording/base-of.ts';
import { bodyOf } from '../recording/body-of.ts';
import { nameOf, resourcesIn } from '../recording/names.ts';

/** One side of a comparison. */
export interface Side {
  readonly exchanges: readonly Exchange[];
  readonly base: string;
}

/** A recorded request and the simulator's for the same purpose. */
export interface Pair {
  /** What both are: `PATCH /Groups/Engineering`. */
  readonly request: string;
  /** Undefined: only the simulator sends it. */
  readonly recorded: Exchange | undefined;
  /** Undefined: only the recorded client sends it. */
  readonly simulated: Exchange | undefined;
  readonly unlike: readonly Unlike[];
}

/** One way in which two requests of the same purpose differ. */
export interface Unlike {
  /** `headers`, `query`, `body /Operations/0/op` and the like. */
  readonly at: string;
  readonly recorded: string;
  readonly simulated: string;
}

/** Holds a recording and a simulator's run against each other, request by request, in the order of the recording. */
export function compareSides(recorded: Side, simulated: Side): readonly Pair[] {
  const left = shaped(recorded);
  const right = shaped(simulated);
  // From the end: of several partners the latest is meant, since a simulator begins with its connection test.
  const rows = aligned(left.toReversed(), right.toReversed()).toReversed();
  // A recording may begin when the provider was connected long since, and end before it is idle.
  const begins = rows.findIndex(([one]) => one !== undefined);
  const ends = rows.findLastIndex(([one]) => one !== undefined);
  return rows.slice(Math.max(0, begins), ends + 1).map(([one, other]) => ({
    request: (one ?? other)?.key ?? '',
    recorded: one?.exchange,
    simulated: other?.exchange,
    unlike: one === undefined || other === undefined ? [] : unlikeness(one, other),
  }));
}

interface Shaped {
  readonly exchange: Exchange;
  /** Method and path with names in place of ids. */
  readonly key: string;
  readonly named: (text: string) => string;
}

const guid = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi;

/** The requests with what ids stand for, so that two servers' ids are alike. */
function shaped({ exchanges, base }: Side): readonly Shaped[] {
  const names = new Map<string, string>();
  for (const { response } of exchanges) {
    for (const resource of response === null ? [] : resourcesIn(bodyOf(response))) {
      const id = idOf(resource);
      const name = nameOf(resource);
      // The first name stays, or a rename would make two things of one.
      if (id !== undefined && name !== undefined && !names.has(id)) names.set(id, name);
    }
  }
  const named = (text: string): string =>
    names.has(text) ? `<${names.get(text)}>` : text.replace(guid, (id) => `<${names.get(id) ?? 'guid'}>`);
  return exchanges
    .filter(({ request }) => !/^scimulate/.test(headerOf(request, 'user-agent') ?? ''))
    .map((exchange) => ({ exchange, named, key: keyOf(exchange, base, named) }));
}

function keyOf({ request }: Exchange, base: string, named: (text: string) => string): string {
  const path = (pathIn(base, request.url) ?? request.url).split('?', 1).join('').split('/').map(named).join('/');
  const filter = queryOf(request.url).find(([name]) => name.toLowerCase() === 'filter')?.[1];
  const looks = filter === undefined ? '' : ` for ${named(filter.replace(/^\S+\s+eq\s+/i, ''))}`;
  return `${request.method} ${path || endpointOf(base, request.url)}${looks}`;
}

/** The longest common series of keys; what has no partner stands where it was. */
function aligned(
  left: readonly Shaped[],
  right: readonly Shaped[],
): readonly (readonly [Shaped | undefined, Shaped | undefined])[] {
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const isSame = left[i]?.key === right[j]?.key;
      const after = (lengths[(i + 1) * width + j + 1] ?? 0) + 1;
      lengths[i * width + j] = isSame
        ? after
        : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  const rows: (readonly [Shaped | undefined, Shaped | undefined])[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i]?.key === right[j]?.key) rows.push([left[i++], right[j++]]);
    else if (
      j >= right.length ||
      (i < left.length && (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
    )
      rows.push([left[i++], undefined]);
    else rows.push([undefined, right[j++]]);
  }
  return rows;
}

function unlikeness(one: Shaped, other: Shaped): readonly Unlike[] {
  const found: Unlike[] = [];
  const note = (at: string, recorded: string, simulated: string): void => {
    if (recorded !== simulated) found.push({ at, recorded, simulated });
  };
  note('headers', headerNames(one.exchange), headerNames(other.exchange));
  for (const name of ['Content-Type', 'Accept', 'User-Agent', 'Accept-Charset']) {
    const [mine, theirs] = [headerOf(one.exchange.request, name), headerOf(other.exchange.request, name)];
    if (mine !== undefined && theirs !== undefined) note(`header ${name}`, mine, theirs);
  }
  note('query', queryShape(one), queryShape(other));
  const [before, after] = [bodyOf(one.exchange.request), bodyOf(other.exchange.request)];
  if (before === undefined || after === undefined)
    note('body', before === undefined ? 'none' : 'JSON', after === undefined ? 'none' : 'JSON');
  else bodiesUnlike('', before, after, one, other, note);
  return found;
}

/** Of the connection, and not of the client. */
const ofTheWay: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'x-forwarded-for',
  'x-forwarded-proto',
  'forwarded',
  'via',
]);

function headerNames({ request }: Exchange): string {
  return (
    request.headers
      .map(([name]) => name)
      .filter((name) => !ofTheWay.has(name.toLowerCase()))
      .join(', ') || 'none'
  );
}

/** Names in their order, and how a space, a quote and an at sign are written. */
function queryShape({ exchange, named }: Shaped): string {
  const query = exchange.request.url.split('?')[1];
  if (query === undefined) return 'none';
  return named(query).replace(/(?<=%22).*?(?=%22)/g, (value) =>
    value.startsWith('<') ? value : `…${[...new Set(value.match(/%[\da-fA-F]{2}|\+/g) ?? [])].sort().join('')}`,
  );
}

/** Made anew by each server or provider: two of them are never alike, and that says nothing. */
const madeAnew = /^body \/(?:.*\/)?(?:meta(?:\/.*)?|password|version|location|\$ref)$/;
const opaque = /^[\dA-Za-z_-]{16,}$/;

/** Members and their order, kinds of values, and values themselves where the protocol gives them. */
function bodiesUnlike(
  at: string,
  before: Json,
  after: Json,
  one: Shaped,
  other: Shaped,
  note: (at: string, recorded: string, simulated: string) => void,
): void {
  const where = `body ${at === '' ? '/' : at}`;
  if (madeAnew.test(where)) return;
  if (isObject(before) && isObject(after)) {
    note(where, Object.keys(before).join(', '), Object.keys(after).join(', '));
    for (const [name, value] of Object.entries(before)) {
      const partner = after[name];
      if (partner !== undefined) bodiesUnlike(`${at}/${name}`, value, partner, one, other, note);
    }
  } else if (isList(before) && isList(after)) {
    note(where, `${before.length} elements`, `${after.length} elements`);
    before.forEach((element, index) => {
      const partner = after[index];
      if (partner !== undefined) bodiesUnlike(`${at}/${index}`, element, partner, one, other, note);
    });
  } else if (
    typeof before !== typeof after ||
    isObject(before) !== isObject(after) ||
    isList(before) !== isList(after)
  ) {
    note(where, shown(before), shown(after));
  } else if (typeof before === 'string' && typeof after === 'string') {
    if (opaque.test(before) && opaque.test(after)) return;
    note(where, one.named(before), other.named(after));
  } else note(where, shown(before), shown(after));
}

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
