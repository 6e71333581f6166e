import { isList, isObject, type Json, sameJson } from '#scim';
import type { Exchange } from '#wire';
import { bodyOf } from '../recording/body-of.ts';
import type { Recording } from '../recording/recording.ts';
import type { Difference } from './differences.ts';
import { summary } from './differences.ts';

/** A step that was sent again, compared with what it was. */
export interface Compared {
  /** Its place in the recording, from 0. */
  readonly step: number;
  readonly recorded: Exchange;
  readonly live: Exchange | undefined;
  readonly differences: readonly Difference[];
  /** Why it was not sent; else empty. */
  readonly reason: string;
}

/** All that an oracle may look at. */
export interface Evidence {
  readonly steps: readonly Compared[];
  /** Where the target is. */
  readonly baseUrl: string;
  /** Asks the target as it is after the last step. */
  readonly ask: (path: string) => Promise<Exchange>;
}

/** Says whether a fault is there. */
export interface Oracle {
  /** In words, for the table and the report. */
  readonly says: string;
  /** What is so when it is not there, in words; default: that it is not. */
  readonly otherwise?: string | undefined;
  /** The step that it looks at, from 0; undefined when it looks at all. */
  readonly step: number | undefined;
  readonly shows: (evidence: Evidence) => boolean | Promise<boolean>;
}

/** An oracle, as text, is not understood. Its message is one sentence that says what is expected. */
export class OracleSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OracleSyntaxError';
  }
}

/** The step that shows the fault: the marked one, else the last that was answered with an error or not at all, else the last. */
export function faultStep({ exchanges, marked }: Recording): number {
  const byMark = exchanges.findIndex(({ id }) => id === marked);
  if (marked !== undefined && byMark >= 0) return byMark;
  const byError = exchanges.findLastIndex(isError);
  return byError >= 0 ? byError : exchanges.length - 1;
}

function isError({ response }: Exchange): boolean {
  return response === null || response.status >= 400;
}

/**
 * What the fault is when nobody says. Where the step that shows it was answered with an error: the same error again.
 * Else the recording is what should be: any difference, at the marked step where one is marked.
 */
export function usualOracle(recording: Recording): Oracle {
  const step = faultStep(recording);
  const exchange = recording.exchanges[step];
  if (exchange !== undefined && isError(exchange)) {
    const signature = signatureOf(exchange);
    return {
      says: `step ${step + 1} is answered ${signature}`,
      step,
      shows: ({ steps }) => liveAt(steps, step)?.some((live) => signatureOf(live) === signature) === true,
    };
  }
  const isMarked = recording.marked !== undefined;
  return {
    says: isMarked
      ? `step ${step + 1} is answered otherwise than recorded`
      : 'a step is answered otherwise than recorded',
    otherwise: isMarked ? `step ${step + 1} is answered as recorded` : 'every step is answered as recorded',
    step: isMarked ? step : undefined,
    shows: ({ steps }) =>
      steps.some((each) => (!isMarked || each.step === step) && each.live !== undefined && each.differences.length > 0),
  };
}

/** By what two errors are the same: status and keyword, not the text for people. */
function signatureOf(exchange: Exchange): string {
  const body = exchange.response === null ? undefined : bodyOf(exchange.response);
  const keyword = isObject(body) && typeof body.scimType === 'string' ? ` ${body.scimType}` : '';
  return `${summary(exchange)}${keyword}`;
}

function liveAt(steps: readonly Compared[], step: number): readonly Exchange[] | undefined {
  return steps.filter((each) => each.step === step).flatMap(({ live }) => (live === undefined ? [] : [live]));
}

/** Steps as one names them: a number, an id, `last`, `any`, or `step` for the one that shows the fault. */
export function stepNamed(word: string, recording: Recording): number | undefined {
  if (word === 'any') return undefined;
  if (word === 'step') return faultStep(recording);
  if (word === 'last') return recording.exchanges.length - 1;
  const byId = recording.exchanges.findIndex(({ id }) => id === word);
  const step = byId >= 0 ? byId : Number(word) - 1;
  if (!Number.isInteger(step) || step < 0 || step >= recording.exchanges.length) {
    throw new OracleSyntaxError(
      `there is no step "${word}"; the recording has ${recording.exchanges.length} steps, numbered from 1`,
    );
  }
  return step;
}

/** Gives the value at a JSON pointer; undefined where nothing is. */
export function valueAt(json: Json | undefined, pointer: string): Json | undefined {
  let at = json;
  for (const raw of pointer.split('/').slice(1)) {
    const name = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    if (isList(at)) at = at[Number(name)];
    else if (isObject(at)) at = Object.hasOwn(at, name) ? at[name] : undefined;
    else return undefined;
  }
  return at;
}

/** True when the value is there and is the one meant; a text that is no JSON means itself. */
export function isValue(value: Json | undefined, wanted: string): boolean {
  if (wanted === 'absent') return value === undefined;
  if (wanted === 'present') return value !== undefined;
  return value !== undefined && sameJson(value, parsed(wanted));
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
