import type { Json, JsonObject } from '#scim';
import type { Exchange } from '#wire';
import { documents } from '../again/documents.ts';
import { faultStep, OracleSyntaxError, stepNamed, valueAt } from '../again/oracle.ts';
import { readOracle } from '../again/read-oracle.ts';
import { endpointOf } from '../bind/dependencies.ts';
import { bodyOf } from '../recording/body-of.ts';
import type { Recording } from '../recording/recording.ts';
import type { Condition, Sign } from './case.ts';
import {
  type AsScalar,
  answerConditions,
  conditionsOf,
  pathOf,
  pointerOf,
  sameError,
  signsOfDifference,
  signsOfDocument,
} from './signs.ts';

/** What a check of the suites found. */
export interface ExportedFinding {
  readonly check: string;
  readonly title: string;
  readonly requirement: string;
  readonly message: string;
  readonly expected: string;
  readonly observed: string;
  /** Into the last answer. */
  readonly pointer?: string | undefined;
}

/** What is asked when all steps were sent. */
export interface Read {
  readonly path: string;
  readonly signs: (scalar: AsScalar) => readonly Sign[];
}

/** What shows a fault: signs at steps of the recording, from 0, and at what is read afterwards. */
export interface FaultSigns {
  /** Without a full stop. */
  readonly says: string;
  readonly atStep: (step: number, scalar: AsScalar) => readonly Sign[];
  readonly reads: readonly Read[];
}

/**
 * @param oracle as one types it; without it and without a finding it is the usual one
 * @throws OracleSyntaxError, also for one that no script can ask
 */
export function faultOf(
  recording: Recording,
  oracle: string | undefined,
  finding: ExportedFinding | undefined,
): FaultSigns {
  if (oracle === undefined && finding !== undefined) return foundAgain(recording, finding);
  const { says } = readOracle(oracle, recording);
  const [, word = '', rest = ''] = /^\s*(\S+)\s*(.*?)\s*$/s.exec(oracle ?? 'usual') ?? [];
  const form = word.toLowerCase();
  const build = Object.hasOwn(forms, form) ? forms[form] : undefined;
  if (build === undefined) throw new OracleSyntaxError(`an exported script cannot ask "${word}"; name another oracle`);
  return { says, reads: [], atStep: () => [], ...build(rest, recording) };
}

type Build = (rest: string, recording: Recording) => Partial<FaultSigns>;

const forms: Readonly<Record<string, Build>> = {
  usual: (_rest, recording) => {
    const step = faultStep(recording);
    const exchange = recording.exchanges[step];
    if (exchange !== undefined && (exchange.response === null || exchange.response.status >= 400))
      return { atStep: (at) => (at === step ? [sameError(exchange)] : []) };
    return differs(recording, recording.marked === undefined ? undefined : step, '');
  },
  status: (rest, recording) => {
    const [word = '', code = ''] = rest.split(/\s+/);
    const step = stepNamed(word, recording);
    const sign: Sign = { says: `it is answered ${code}`, all: [{ is: 'status', status: code.toLowerCase() }] };
    return { atStep: (at) => (step === undefined || at === step ? [sign] : []) };
  },
  value: (rest, recording) => {
    const [, word = '', pointer = '', wanted = ''] = /^(\S+)\s+(\/\S*)\s+(.+)$/s.exec(rest) ?? [];
    const step = stepNamed(word, recording);
    return {
      atStep: (at, scalar) => (step === undefined || at === step ? [wantedSign(pointer, wanted, scalar)] : []),
    };
  },
  differs: (rest, recording) => {
    const [word = '', pointer = ''] = rest.split(/\s+/);
    return differs(recording, stepNamed(word, recording), pointer);
  },
  state: (rest) => {
    const [, path = '', pointer = '', wanted = ''] = /^(\/\S+)\s+(\/\S*)\s+(.+)$/s.exec(rest) ?? [];
    return { reads: [{ path, signs: (scalar) => [wantedSign(pointer, wanted, scalar)] }] };
  },
  document: (rest, recording) => unlikeDocuments(recording, rest),
  flapping: (_rest, recording) => unlikeDocuments(recording, '/members'),
};

function wantedSign(pointer: string, wanted: string, scalar: AsScalar): Sign {
  const at = pathOf(pointer);
  const parts: readonly Condition[] =
    wanted === 'absent' || wanted === 'present' ? [{ is: wanted, at }] : conditionsOf(at, parsed(wanted), scalar);
  return { says: `${pointer} is ${wanted}`, all: [{ is: 'success' }, ...parts] };
}

function parsed(text: string): Json {
  try {
    const json: Json = JSON.parse(text);
    return json;
  } catch {
    return text;
  }
}

function differs(recording: Recording, step: number | undefined, pointer: string): Partial<FaultSigns> {
  return {
    atStep: (at, scalar) => {
      const exchange = recording.exchanges[at];
      if (exchange === undefined || (step !== undefined && at !== step)) return [];
      const isMeant = (condition: Condition): boolean => {
        if (pointer === '') return true;
        const here = 'at' in condition ? pointerOf(condition.at) : undefined;
        return here === pointer || here?.startsWith(`${pointer}/`) === true;
      };
      return signsOfDifference(conditionsAt(recording, exchange, scalar).filter(isMeant));
    },
  };
}

function conditionsAt(recording: Recording, exchange: Exchange, scalar: AsScalar): readonly Condition[] {
  const endpoint = endpointOf(recording.base, exchange.request.url);
  return answerConditions(exchange, !recording.bodiless.has(exchange.id), endpoint, scalar);
}

function unlikeDocuments(recording: Recording, pointer: string): Partial<FaultSigns> {
  const known = documents(recording.base);
  const deleted: Sign = { says: 'it was deleted, and is still there', all: [{ is: 'success' }] };
  const signsOf =
    (resource: JsonObject | undefined) =>
    (scalar: AsScalar): readonly Sign[] =>
      resource === undefined ? [deleted] : signsOfDocument(resource, pointer, scalar);
  const none = (): readonly Sign[] => [];
  const before = recording.exchanges.map((exchange) => {
    const path = exchange.request.url.slice(recording.base.length).split(/[?#]/, 1).join('');
    const isWhole = exchange.request.method === 'GET' && !/[?&](?:excludedA|a)ttributes=/.test(exchange.request.url);
    const now = known.known();
    const signs = isWhole && now.has(path) ? signsOf(now.get(path)) : none;
    known.learn(exchange);
    return signs;
  });
  return {
    atStep: (at, scalar) => before[at]?.(scalar) ?? [],
    reads: [...known.known()].map(([path, resource]) => ({ path, signs: signsOf(resource) })),
  };
}

/** The answer that a finding blames, again: its status, and what is wrong in it where the finding says what. */
function foundAgain(recording: Recording, finding: ExportedFinding): FaultSigns {
  const blamed = recording.exchanges.findIndex(({ id }) => id === recording.marked);
  const last = blamed < 0 ? recording.exchanges.length - 1 : blamed;
  const exchange = recording.exchanges[last];
  return {
    says: finding.message,
    reads: [],
    atStep: (at, scalar) => {
      if (at !== last || exchange === undefined) return [];
      const conditions = conditionsAt(recording, exchange, scalar);
      if (finding.pointer === undefined || exchange.response === null || exchange.response.status >= 400) {
        const { all } = sameError(exchange);
        const isError = exchange.response === null || exchange.response.status >= 400;
        return [{ says: finding.message, all: isError ? all : conditions }];
      }
      const value = valueAt(bodyOf(exchange.response), finding.pointer);
      const path = pathOf(finding.pointer);
      const parts: readonly Condition[] =
        value === undefined ? [{ is: 'absent', at: path }] : conditionsOf(path, value, scalar);
      return [{ says: finding.message, all: [...conditions.slice(0, 1), { is: 'success' }, ...parts] }];
    },
  };
}
