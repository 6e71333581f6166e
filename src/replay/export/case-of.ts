import { type Exchange, encodeText, type Header, headerOf, mask, type RequestMessage } from '#wire';
import { leftBehind } from '../again/clean-up.ts';
import { waves } from '../again/waves.ts';
import { dependenciesOf, type Presupposed } from '../bind/dependencies.ts';
import { mapTokens } from '../bind/tokens.ts';
import { pathIn } from '../recording/base-of.ts';
import { namesSeen } from '../recording/names.ts';
import { operationOf } from '../recording/operation-of.ts';
import type { Recording } from '../recording/recording.ts';
import { RecordingError } from '../recording/recording-error.ts';
import type { Case, CaseStep, Scalar, Template } from './case.ts';
import { type ExportedFinding, faultOf } from './fault-of.ts';
import { type GiftNames, giftNames } from './gift-names.ts';
import { headersOf } from './headers.ts';
import { filledMarks, unusedMark } from './marks.ts';
import { oneLine } from './one-line.ts';
import { cleanSetUps, setUpSteps, standIns, withStandIn } from './set-up-steps.ts';

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
  const prefix = unusedMark(all.map(({ request }) => request));
  const headers = headersOf(exchanges);
  const told = namesSeen();

  const template = (text: string): Template => filledMarks(text, prefix, names.list);
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

  const setUps = setUpSteps(dependencies.presupposed, names, headers(asked(recording, '', 'GET', '').request));
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
