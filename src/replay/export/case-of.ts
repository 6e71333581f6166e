import { isList, isObject, type Json, type JsonObject, urns } from '#scim';
import { type Exchange, encodeText, type Header, headerOf, mask, type RequestMessage } from '#wire';
import { leftBehind } from '../again/clean-up.ts';
import { waves } from '../again/waves.ts';
import { type Dependencies, dependenciesOf, endpointOf, type Presupposed } from '../bind/dependencies.ts';
import { mapTokens } from '../bind/tokens.ts';
import { pathIn } from '../recording/base-of.ts';
import { nameOf, namesSeen } from '../recording/names.ts';
import { operationOf } from '../recording/operation-of.ts';
import type { Recording } from '../recording/recording.ts';
import { RecordingError } from '../recording/recording-error.ts';
import type { Case, CaseStep, Gift, Scalar, Template } from './case.ts';
import { type ExportedFinding, faultOf } from './fault-of.ts';
import { giftOf } from './gifts.ts';
import { headersOf } from './headers.ts';
import { oneLine } from './one-line.ts';

export interface CaseOptions {
  readonly oracle?: string | undefined;
  readonly finding?: ExportedFinding | undefined;
}

/** @throws RecordingError, OracleSyntaxError */
export function caseOf(recording: Recording, { oracle, finding }: CaseOptions): Case {
  const { exchanges, base } = recording;
  const fault = faultOf(recording, oracle ?? recording.oracle, finding);
  const reads = fault.reads.map(({ path }, at) => asked(recording, `read${at + 1}`, 'GET', path));
  const cleanUps = groupsFirst(leftBehind(exchanges, base)).map((path, at) =>
    asked(recording, `cleanup${at + 1}`, 'DELETE', path),
  );
  const all = [...exchanges, ...reads, ...cleanUps];
  const found = dependenciesOf({ exchanges: all, base });
  const dependencies = { ...found, presupposed: found.presupposed.map(withStandIn) };
  const names = giftNames(all, base, dependencies);
  const prefix = unusedPrefix(all);
  const headers = headersOf(exchanges);
  const told = namesSeen();

  const template = (text: string): Template => split(text, prefix, names.list);
  const scalar = (value: string | number | boolean | null): Scalar => {
    const name = typeof value === 'string' ? names.ofId(value) : undefined;
    return name === undefined ? { json: value } : { text: [{ ref: name }] };
  };
  const message = (request: RequestMessage, step: number) => {
    const marked = mapTokens(request, base, (token, place) => {
      const kind = place === 'version' || place === 'cursor' ? place : 'id';
      const name = names.at(step, kind, token);
      return name === undefined ? token : `${prefix}${names.list.indexOf(name)}z`;
    });
    return {
      method: methodOf(request.method, step),
      path: template(safeUrl(pathIn(base, marked.url) ?? '/')),
      headers: headers(marked).map(
        ([name, value]) =>
          [name, value.flatMap((part) => (typeof part === 'string' ? template(part) : [part]))] as const,
      ),
      ...(marked.body === undefined ? {} : { body: template(marked.body) }),
    };
  };

  const numbered = exchanges.map((exchange, at) => ({ at, exchange }));
  const waveOf = new Map<number, number>();
  waves(numbered, (step, on) => dependencies.all.some((need) => need.step === step && need.on === on)).forEach(
    (wave, number) => {
      for (const { at } of wave) waveOf.set(at, number);
    },
  );

  const setUps = setUpSteps(dependencies.presupposed, recording, names, headers);
  const body = all.map((exchange, at): CaseStep => {
    const isCase = at < exchanges.length;
    const isRead = !isCase && at < exchanges.length + reads.length;
    const own = at - exchanges.length;
    told.learn(exchange);
    return {
      name: isCase ? `step${at + 1}` : exchange.id,
      phase: isCase ? 'case' : isRead ? 'read' : 'clean-up',
      does: oneLine(operationOf(exchange, base, told)),
      ...message(exchange.request, at),
      wave: setUps.length + (isCase ? (waveOf.get(at) ?? at) : at),
      ...(isCase ? { recorded: exchange.response?.status ?? null } : {}),
      gives: names.gifts(at),
      signs: isCase ? fault.atStep(at, scalar) : isRead ? (fault.reads[own]?.signs(scalar) ?? []) : [],
    };
  });
  const steps = withNeeds([...setUps, ...body, ...cleanSetUps(setUps, all.length)]);
  if (!steps.some(({ signs }) => signs.length > 0))
    throw new RecordingError(`nothing in the recording can be asked for the fault: ${fault.says}`);
  return {
    title: oneLine(finding === undefined ? fault.says : finding.title),
    fault: oneLine(fault.says),
    expected: finding?.expected ?? '',
    observed: finding?.observed ?? '',
    base,
    given: dependencies.presupposed.flatMap(({ id }) => {
      const name = names.ofId(id);
      const isFound = steps.some(({ gives }) => gives.some((gift) => gift.name === name));
      return name === undefined || isFound ? [] : [{ name, value: id }];
    }),
    steps,
    notes: notesOn(found.presupposed, names, exchanges),
  };
}

function asked(recording: Recording, id: string, method: string, path: string): Exchange {
  const credential = recording.exchanges
    .flatMap(({ request }) => request.headers)
    .filter(isCredential)
    .slice(0, 1);
  const headers: readonly Header[] = [['Accept', 'application/scim+json'], ...credential];
  const url = `${recording.base}${path}`;
  return { id, request: { method, url, headers }, response: null, startedAt: '', durationMs: 0 };
}

function isCredential([name]: Header): boolean {
  return /^(?:authorization|x-api-key|api-key)$/i.test(name);
}

function groupsFirst(paths: readonly string[]): readonly string[] {
  const isGroup = (path: string): number => Number(path.startsWith('/Groups/'));
  return paths.toReversed().toSorted((left, right) => isGroup(right) - isGroup(left));
}

function methodOf(method: string, step: number): string {
  if (!/^[A-Za-z]{1,20}$/.test(method))
    throw new RecordingError(`step ${step + 1} has a method that no client would send`);
  return method.toUpperCase();
}

/** What no URL may hold as it is; tools would read some of it as their own. */
function safeUrl(path: string): string {
  return path.replace(/[^\w\-.~!$&'()*+,;=:@%/?[\]]/gu, (character) =>
    encodeText(character.isWellFormed() ? character : '\ufffd'),
  );
}

interface GiftNames {
  readonly list: readonly string[];
  readonly at: (step: number, kind: Gift['kind'], token: string) => string | undefined;
  readonly ofId: (id: string) => string | undefined;
  /** What a step gives. */
  readonly gifts: (step: number) => readonly Gift[];
}

/** A variable for each id, version and cursor that a later step needs. */
function giftNames(exchanges: readonly Exchange[], base: string, dependencies: Dependencies): GiftNames {
  const list: string[] = [];
  const counts = new Map<string, number>();
  const byOrigin = new Map<string, string>();
  const byUse = new Map<string, string>();
  const ids = new Map<string, string>();
  const gifts = new Map<number, Gift[]>();
  const named = (word: string): string => {
    const count = (counts.get(word) ?? 0) + 1;
    counts.set(word, count);
    list.push(`${word}${count}`);
    return `${word}${count}`;
  };
  for (const { id, endpoint } of dependencies.presupposed) ids.set(id, named(wordOf(endpoint)));
  for (const { step, on, kind, value } of dependencies.all) {
    const from = exchanges[on];
    const origin = `${on} ${kind} ${value}`;
    if (from === undefined) continue;
    let name = byOrigin.get(origin);
    const gift = name === undefined ? giftOf(from, kind, value) : undefined;
    if (gift !== undefined) {
      name = named(kind === 'id' ? wordOf(endpointOf(base, from.request.url)) : kind);
      byOrigin.set(origin, name);
      gifts.set(on, [...(gifts.get(on) ?? []), { name, kind, isOptional: false, ...gift }]);
      if (kind === 'id') ids.set(value, name);
    }
    if (name !== undefined) byUse.set(`${step} ${kind} ${value}`, name);
  }
  const presupposed = new Set(dependencies.presupposed.map(({ id }) => id));
  return {
    list,
    at: (step, kind, token) =>
      byUse.get(`${step} ${kind} ${token}`) ?? (kind === 'id' && presupposed.has(token) ? ids.get(token) : undefined),
    ofId: (id) => ids.get(id),
    gifts: (step) => gifts.get(step) ?? [],
  };
}

function wordOf(endpoint: string | undefined): string {
  return endpoint === 'Users' ? 'user' : endpoint === 'Groups' ? 'group' : 'id';
}

/** Marks of places must be nowhere in what was recorded, also where somebody tries to forge them. */
function unusedPrefix(exchanges: readonly Exchange[]): string {
  const text = JSON.stringify(exchanges.map(({ request }) => request));
  let prefix = 'zqref';
  while (text.includes(prefix)) prefix += 'q';
  return prefix;
}

function split(text: string, prefix: string, list: readonly string[]): Template {
  const parts = text.split(new RegExp(`${prefix}(\\d+)z`));
  return parts.flatMap((part, index): Template => {
    if (index % 2 === 0) return part === '' ? [] : [part];
    const ref = list[Number(part)];
    return ref === undefined ? [] : [{ ref }];
  });
}

/** Plain resources, in place of ones that no answer shows: a run keeps but the exchanges of its findings. */
const standIns: Readonly<Record<string, (number: number) => JsonObject>> = {
  Users: (number) => ({ schemas: [urns.user], userName: `scimulate-case-${number}@example.com` }),
  Groups: (number) => ({ schemas: [urns.group], displayName: `scimulate-case-${number}` }),
};

function withStandIn(presupposed: Presupposed, at: number): Presupposed {
  const standIn = standIns[presupposed.endpoint ?? ''];
  if (presupposed.shown !== undefined || standIn === undefined) return presupposed;
  return { ...presupposed, shown: { step: presupposed.usedBy, resource: standIn(at + 1) } };
}

/** Members that the target gives, or that other resources bring. */
const notGiven: ReadonlySet<string> = new Set(['id', 'meta', 'groups']);

/** What the recording takes for granted is created where it is missing, and then looked for under its name. */
function setUpSteps(
  presupposed: readonly Presupposed[],
  recording: Recording,
  names: GiftNames,
  headers: ReturnType<typeof headersOf>,
): readonly CaseStep[] {
  const inOrder = presupposed.toSorted(
    (left, right) => Number(left.endpoint === 'Groups') - Number(right.endpoint === 'Groups'),
  );
  return inOrder.flatMap(({ id, endpoint, shown }, at): readonly CaseStep[] => {
    const name = names.ofId(id);
    const attribute = typeof shown?.resource.userName === 'string' ? 'userName' : 'displayName';
    const value = shown?.resource[attribute];
    if (shown === undefined || endpoint === undefined || name === undefined || typeof value !== 'string') return [];
    const words = headers(asked(recording, '', 'GET', '').request);
    const what = nameOf(shown.resource) ?? id;
    const filter = `${attribute} eq ${JSON.stringify(value)}`;
    return [
      {
        name: `setup${at * 2 + 1}`,
        phase: 'set-up',
        does: oneLine(`creates ${what}, which the case takes for granted; it may be there`),
        method: 'POST',
        path: [`/${endpoint}`],
        headers: [...words, ['Content-Type', ['application/scim+json']]],
        body: bodyFor(shown.resource, names),
        wave: at * 2,
        gives: [{ name: `made${at + 1}`, kind: 'id', isOptional: false, from: { body: ['id'] } }],
        signs: [],
      },
      {
        name: `setup${at * 2 + 2}`,
        phase: 'set-up',
        does: oneLine(`looks for ${what}`),
        method: 'GET',
        path: [`/${endpoint}?filter=${encodeText(filter)}`],
        headers: words,
        wave: at * 2 + 1,
        gives: [{ name, kind: 'id', isOptional: false, from: { body: ['Resources', '0', 'id'] } }],
        signs: [],
      },
    ];
  });
}

function cleanSetUps(setUps: readonly CaseStep[], from: number): readonly CaseStep[] {
  const made = setUps.filter(({ method }) => method === 'POST').toReversed();
  return made.map(({ path, gives, headers: own }, at) => ({
    name: `cleanup-setup${at + 1}`,
    phase: 'clean-up',
    does: 'deletes what was made for the case',
    method: 'DELETE',
    path: [...path, '/', ...gives.map(({ name }) => ({ ref: name }))],
    headers: own.filter(([name]) => name !== 'Content-Type'),
    wave: setUps.length + from + at,
    gives: [],
    signs: [],
  }));
}

/** What an answer shows, as a body that creates it, with the members that the case knows. */
function bodyFor(resource: JsonObject, names: GiftNames): Template {
  const kept = Object.entries(resource).filter(([name]) => !notGiven.has(name));
  const refs: string[] = [];
  const mark = unusedMark(resource);
  const body = Object.fromEntries(
    kept.map(([name, value]): [string, Json] => {
      if (name !== 'members' || !isList(value)) return [name, value];
      const members = value.flatMap((member): Json[] => {
        const ref = isObject(member) && typeof member.value === 'string' ? names.ofId(member.value) : undefined;
        return ref === undefined ? [] : [{ value: `${mark}${refs.push(ref) - 1}z` }];
      });
      return [name, members];
    }),
  );
  return split(JSON.stringify(body), mark, refs);
}

function unusedMark(resource: JsonObject): string {
  let mark = 'zqref';
  while (JSON.stringify(resource).includes(mark)) mark += 'q';
  return mark;
}

function notesOn(
  presupposed: readonly Presupposed[],
  names: GiftNames,
  exchanges: readonly Exchange[],
): readonly string[] {
  const unknown = presupposed.filter(
    ({ shown, endpoint }) =>
      shown === undefined ||
      endpoint === undefined ||
      typeof (shown.resource.userName ?? shown.resource.displayName) !== 'string',
  );
  const masked = exchanges.some(({ request }) => request.body?.includes(`"${mask}"`));
  const noToken = exchanges.every(({ request }) => headerOf(request, 'authorization') === undefined);
  return [
    ...unknown.map(({ id, usedBy, shown, endpoint }) =>
      shown === undefined && standIns[endpoint ?? ''] !== undefined
        ? `Step ${usedBy + 1} uses something that no answer of the recording shows; a plain one is made in its place.`
        : `Step ${usedBy + 1} uses something that no answer of the recording shows. It must be there: give its id as ${names.ofId(id) ?? 'id'}.`,
    ),
    ...(masked ? [`Passwords in bodies are written as ${mask}, and are sent so.`] : []),
    ...(noToken ? ['The recording holds no Authorization header; the token is sent as a bearer token.'] : []),
  ];
}

/** A gift that only the cleaning up needs may be missing. */
function withNeeds(steps: readonly CaseStep[]): readonly CaseStep[] {
  const needed = new Set(
    steps
      .filter(({ phase }) => phase !== 'clean-up')
      .flatMap(({ path, headers, body = [], signs }) => [
        ...[path, body, ...headers.map(([, value]) => value)].flat(),
        ...signs
          .flatMap(({ all }) => all)
          .flatMap((each) => ('value' in each && 'text' in each.value ? each.value.text : [])),
      ])
      .flatMap((part) => (typeof part === 'string' ? [] : [part.ref])),
  );
  return steps.map((step) => ({
    ...step,
    gives: step.gives.map((gift) => ({ ...gift, isOptional: !needed.has(gift.name) })),
  }));
}
