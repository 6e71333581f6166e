import type { Exchange } from '#wire';
import { bodyOf } from '../recording/body-of.ts';
import type { Recording } from '../recording/recording.ts';
import { documents } from './documents.ts';
import { isValue, type Oracle, OracleSyntaxError, stepNamed, usualOracle, valueAt } from './oracle.ts';

/** What only the caller can do for an oracle. */
export interface OracleMeans {
  /** Runs a check of the suites against the target; true when it fails. */
  readonly checkFails?: ((id: string) => Promise<boolean>) | undefined;
  /** Runs a command of the shell with the exchanges of the trial; gives its exit code. */
  readonly shell?: ((command: string, exchanges: readonly Exchange[]) => Promise<number>) | undefined;
}

interface Form {
  readonly form: string;
  readonly says: string;
  readonly read: (rest: string, recording: Recording, means: OracleMeans) => Oracle;
}

/** The kinds of oracle by their first word. */
const forms: Readonly<Record<string, Form>> = {
  status: { form: 'status STEP CODE', says: 'a step is answered with this status: 500, 4xx, none', read: readStatus },
  value: {
    form: 'value STEP POINTER VALUE',
    says: 'an answer has this value (JSON, `absent` or `present`) at a JSON pointer',
    read: readValue,
  },
  differs: { form: 'differs STEP [POINTER]', says: 'an answer differs from the recorded one', read: readDiffers },
  state: { form: 'state PATH POINTER VALUE', says: 'asked afterwards, the target has this value', read: readState },
  document: {
    form: 'document [POINTER]',
    says: "a resource is read otherwise than the client's own writes make it",
    read: readDocument,
  },
  flapping: {
    form: 'flapping',
    says: 'a membership that was accepted is not there, or one comes back',
    read: () => documentOracle('/members', 'a membership does not stay as it was written'),
  },
  check: { form: 'check ID', says: 'a check of the suites fails afterwards', read: readCheck },
  shell: { form: 'shell [exits N] COMMAND', says: 'a command fails, or exits with N', read: readShell },
};

/** One row for each kind of oracle, for help texts. */
export const oracleForms: readonly Pick<Form, 'form' | 'says'>[] = Object.values(forms);

/**
 * Reads an oracle as one types it; without text it is that of the recording, else the usual one.
 * @throws OracleSyntaxError
 */
export function readOracle(given: string | undefined, recording: Recording, means: OracleMeans = {}): Oracle {
  const text = given ?? recording.oracle;
  if (text === undefined) return usualOracle(recording);
  const [, word = '', rest = ''] = /^\s*(\S+)\s*(.*?)\s*$/s.exec(text) ?? [];
  const form = Object.hasOwn(forms, word.toLowerCase()) ? forms[word.toLowerCase()] : undefined;
  if (form === undefined) {
    throw new OracleSyntaxError(`"${text}" is no oracle; there are ${oracleForms.map((each) => each.form).join('; ')}`);
  }
  return form.read(rest, recording, means);
}

function refused(form: string, given: string): OracleSyntaxError {
  return new OracleSyntaxError(`an oracle of this kind looks like "${form}", but "${given}" was given`);
}

function readStatus(rest: string, recording: Recording): Oracle {
  const [word = '', code = '', more] = rest.split(/\s+/);
  if (more !== undefined || !/^(?:[1-5]\d\d|[1-5]xx|none)$/i.test(code)) throw refused('status STEP CODE', rest);
  const step = stepNamed(word, recording);
  const isMeant = ({ response }: Exchange): boolean =>
    response === null
      ? code === 'none'
      : code.toLowerCase().endsWith('xx')
        ? String(response.status)[0] === code[0]
        : String(response.status) === code;
  return {
    says: `${stepWords(step)} is answered ${code}`,
    step,
    shows: ({ steps }) =>
      steps.some((each) => (step === undefined || each.step === step) && each.live !== undefined && isMeant(each.live)),
  };
}

function readValue(rest: string, recording: Recording): Oracle {
  const [, word = '', pointer = '', wanted = ''] = /^(\S+)\s+(\/\S*)\s+(.+)$/s.exec(rest) ?? [];
  if (wanted === '') throw refused('value STEP POINTER VALUE', rest);
  const step = stepNamed(word, recording);
  return {
    says: `${stepWords(step)} has ${wanted} at ${pointer}`,
    step,
    shows: ({ steps }) =>
      steps.some(
        ({ step: at, live }) =>
          (step === undefined || at === step) &&
          live !== undefined &&
          live.response !== null &&
          live.response.status < 400 &&
          isValue(valueAt(bodyOf(live.response), pointer), wanted),
      ),
  };
}

function readDiffers(rest: string, recording: Recording): Oracle {
  const [word = '', pointer, more] = rest.split(/\s+/);
  if (word === '' || more !== undefined || (pointer !== undefined && !pointer.startsWith('/')))
    throw refused('differs STEP [POINTER]', rest);
  const step = stepNamed(word, recording);
  return {
    says: `${stepWords(step)} differs from the recording${pointer === undefined ? '' : ` at ${pointer}`}`,
    step,
    shows: ({ steps }) =>
      steps.some(
        (each) =>
          (step === undefined || each.step === step) &&
          each.differences.some(({ at }) => pointer === undefined || at === pointer || at.startsWith(`${pointer}/`)),
      ),
  };
}

function readState(rest: string): Oracle {
  const [, path = '', pointer = '', wanted = ''] = /^(\/\S+)\s+(\/\S*)\s+(.+)$/s.exec(rest) ?? [];
  if (wanted === '') throw refused('state PATH POINTER VALUE', rest);
  return {
    says: `${path} has ${wanted} at ${pointer} afterwards`,
    step: undefined,
    shows: async ({ ask }) => {
      const { response } = await ask(path);
      return response !== null && isValue(valueAt(bodyOf(response), pointer), wanted);
    },
  };
}

function readDocument(rest: string): Oracle {
  if (rest !== '' && !/^\/\S*$/.test(rest)) throw refused('document [POINTER]', rest);
  const where = rest === '' ? 'a resource' : rest;
  return documentOracle(rest, `${where} is read otherwise than it was written`);
}

/** Each read of the recording, and one of every resource at the end, is held against what was written before it. */
function documentOracle(pointer: string, says: string): Oracle {
  const isMeant = (at: string): boolean => at === '' || at === pointer || at.startsWith(`${pointer}/`);
  return {
    says,
    step: undefined,
    shows: async ({ steps, ask, baseUrl }) => {
      const known = documents(baseUrl);
      const lacks = (exchange: Exchange): boolean =>
        known.lacks(exchange).some(({ at }) => (pointer === '' ? true : isMeant(at)));
      for (const { live } of steps) {
        if (live === undefined) continue;
        if (lacks(live)) return true;
        known.learn(live);
      }
      for (const path of known.paths()) if (lacks(await ask(path))) return true;
      return false;
    },
  };
}

function readCheck(rest: string, _recording: Recording, { checkFails }: OracleMeans): Oracle {
  if (!/^\S+$/.test(rest)) throw refused('check ID', rest);
  if (checkFails === undefined) throw new OracleSyntaxError('checks cannot be run from here');
  return { says: `the check ${rest} fails`, step: undefined, shows: () => checkFails(rest) };
}

function readShell(rest: string, _recording: Recording, { shell }: OracleMeans): Oracle {
  const [, code, command = ''] = /^(?:exits\s+(\d+)\s+)?(.+)$/s.exec(rest) ?? [];
  if (command === '') throw refused('shell [exits N] COMMAND', rest);
  if (shell === undefined) throw new OracleSyntaxError('commands cannot be run from here');
  return {
    says: `"${command}" ${code === undefined ? 'fails' : `exits with ${code}`}`,
    step: undefined,
    shows: async ({ steps }) => {
      const exit = await shell(
        command,
        steps.flatMap(({ live }) => (live === undefined ? [] : [live])),
      );
      return code === undefined ? exit !== 0 : exit === Number(code);
    },
  };
}

function stepWords(step: number | undefined): string {
  return step === undefined ? 'any step' : `step ${step + 1}`;
}

/** The same oracle for a part of the recording, whose steps have other numbers; undefined for the usual one. */
export function oracleOfPart(text: string | undefined, oracle: Oracle, steps: readonly number[]): string | undefined {
  const [, form = '', , rest = ''] = /^\s*(status|value|differs)\s+(\S+)(.*)$/is.exec(text ?? '') ?? [];
  const place = oracle.step === undefined ? -1 : steps.indexOf(oracle.step);
  return form === '' || place < 0 ? text : `${form} ${place + 1}${rest}`;
}
