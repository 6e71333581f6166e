import {
  type ChoiceKey,
  type ChoiceValue,
  isNeedId,
  isRuleId,
  type Need,
  needs,
  type RuleId,
  requirementText,
  verdictOf,
} from '#catalogue';
import type { MappingRule, MappingRuleText } from '#mapping';
import type { Finding } from '#run';
import type { ScimType } from '#scim';
import { errorOf } from './error-of.ts';
import type { Answer } from './http.ts';
import { differences } from './same.ts';

/** A rule of the catalogue, or a row of the mapping file of the run. */
export type Rule = RuleId | MappingRule;

type RuleText = Pick<ReturnType<typeof requirementText>, 'level' | 'text'>;

/** What a judgement rests on: what a conforming target would have done, what this one did, and the answers that show it. */
export interface Seen {
  readonly expected: string;
  readonly observed: string;
  readonly answer?: Answer | readonly Answer[] | undefined;
  /** How it fails, in words that stay the same from run to run; a baseline tells failures apart by it. */
  readonly kind?: string;
}

/**
 * Records findings and goes on. The level of a finding is that of the requirement's row, and `warn` is for what the
 * disputes register calls a warning at most. Each method tells whether the target did well.
 */
export interface Judge {
  /** `holds` is what the requirement demands. */
  that(requirement: Rule, holds: boolean, seen: Seen): boolean;
  /** As `that`, but never more than a warning: a disputed reading, or what the row only recommends. */
  warn(requirement: Rule, holds: boolean, seen: Seen): boolean;
  /** The status is one of those expected. */
  status(requirement: Rule, answer: Answer, expected: number | readonly number[]): boolean;
  /**
   * A refusal with one of these statuses. Another, or a missing, scimType is a warning (D75);
   * where invalidSyntax and invalidValue are taken for one another it is not even that.
   */
  error(requirement: Rule, answer: Answer, status: number | readonly number[], scimType?: ScimTypes): boolean;
  /** A refusal with any 4xx. A status other than 400, and a scimType other than these, is a warning. */
  refused(requirement: Rule, answer: Answer, scimType?: ScimTypes): boolean;
  /** Both say the same. The paths in `ignore` may differ. */
  same(requirement: Rule, observed: unknown, expected: unknown, options?: SameOptions): boolean;
  /** What the target chose where the RFCs leave it open; judged nowhere. */
  choice<Key extends ChoiceKey>(key: Key, value: ChoiceValue<Key>): void;
}

export type ScimTypes = ScimType | readonly ScimType[];

export interface SameOptions {
  readonly ignore?: readonly string[];
  readonly answer?: Seen['answer'];
  /** What was compared, for the sentence in the finding. */
  readonly what?: string;
}

/** A judge and what it wrote down. */
export interface Bench {
  readonly judge: Judge;
  readonly findings: readonly Finding[];
  readonly choices: Readonly<Record<string, string>>;
  /** A server error is always a finding, whoever provoked it. */
  saw(answer: Answer): void;
  /** Runs `body` with a clean sheet and gives back what it found; the sheet before is restored. */
  aside(body: () => Promise<void>): Promise<readonly Finding[]>;
  /** Writes findings down, each kind once. */
  record(findings: readonly Finding[]): void;
}

/** The row that a 5xx breaks: a faulty request is answered as the client's error. */
const serverErrorRow: RuleId = '7644-3.12-10';
/** Not supported, bad gateway, unavailable, gateway timeout: these are no crash. */
const honestServerErrors: ReadonlySet<number> = new Set([501, 502, 503, 504]);

/** A judge for the check that declares these requirements, rows of a mapping file among them; judging any other is a fault of the check. */
export function bench(declared: readonly string[], rows: ReadonlyMap<string, MappingRuleText> = new Map()): Bench {
  const textOf = (rule: Rule): RuleText => {
    const text = isRuleId(rule) ? requirementText(rule) : rows.get(rule);
    if (text === undefined) throw new Error(`There is no rule ${rule}.`);
    return text;
  };
  let findings: Finding[] = [];
  const choices: Record<string, string> = {};
  const crashed = new Set<string>();

  const find = (requirement: Rule, verdict: Finding['verdict'], seen: Seen): false => {
    if (!declared.includes(requirement) && requirement !== serverErrorRow) {
      throw new Error(`The check judges ${requirement} but does not declare it.`);
    }
    const answers = answersOf(seen.answer);
    // The crash is the finding; what follows from it would be the same cause told twice.
    if (requirement !== serverErrorRow && answers.some(({ exchange }) => crashed.has(exchange.id))) return false;
    const isTold = findings.some(
      (each) => each.requirement === requirement && each.expected === seen.expected && each.observed === seen.observed,
    );
    if (isTold) return false;
    findings.push({
      requirement,
      level: textOf(requirement).level,
      verdict,
      message: messageOf(requirement, textOf(requirement).text),
      expected: seen.expected,
      observed: seen.observed,
      ...(seen.kind === undefined ? {} : { kind: seen.kind }),
      exchanges: answers.map(({ exchange }) => exchange.id),
    });
    return false;
  };

  const judge: Judge = {
    that: (requirement, holds, seen) => holds || find(requirement, verdictOf(textOf(requirement).level), seen),
    warn: (requirement, holds, seen) => holds || find(requirement, milder(textOf(requirement)), seen),
    status: (requirement, answer, expected) => {
      const statuses = [expected].flat();
      return judge.that(requirement, statuses.includes(answer.status), {
        expected: `status ${statuses.join(' or ')}`,
        observed: `status ${answer.status}`,
        answer,
        kind: `status ${answer.status}`,
      });
    },
    error: (requirement, answer, status, scimType) =>
      judge.status(requirement, answer, status) && saysWhy(requirement, answer, scimType),
    refused: (requirement, answer, scimType) => {
      const isRefused = answer.status >= 400 && answer.status < 500;
      const kind = `status ${answer.status}`;
      const seen = { expected: 'status 400', observed: kind, answer, kind };
      if (!judge.that(requirement, isRefused, seen)) return false;
      return judge.warn(requirement, answer.status === 400, seen) && saysWhy(requirement, answer, scimType);
    },
    same: (requirement, observed, expected, options = {}) => {
      const found = differences(expected, observed, options.ignore);
      return judge.that(requirement, found.length === 0, {
        expected: `${options.what ?? 'the resource'} with the same content`,
        observed: found.slice(0, 5).join('; '),
        answer: options.answer,
      });
    },
    choice: (key, value) => {
      choices[key] = `${value}`;
    },
  };

  function saysWhy(requirement: Rule, answer: Answer, scimType: ScimTypes | undefined): boolean {
    if (scimType === undefined) return true;
    const words = [scimType].flat();
    const given = errorOf(answer).scimType;
    const kind = given === undefined ? 'no scimType' : `scimType ${given}`;
    return judge.warn(requirement, given !== undefined && isOneOf(given, words), {
      expected: `scimType ${words.join(' or ')}`,
      observed: kind,
      answer,
      kind,
    });
  }

  return {
    judge,
    get findings() {
      return findings;
    },
    choices,
    saw: (answer) => {
      if (answer.status < 500 || honestServerErrors.has(answer.status)) return;
      crashed.add(answer.exchange.id);
      find(serverErrorRow, 'violation', {
        expected: 'an answer that is no server error',
        observed: `status ${answer.status} to ${answer.exchange.request.method}`,
        answer,
        kind: 'crash',
      });
    },
    aside: async (body) => {
      const before = findings;
      findings = [];
      try {
        await body();
        return findings;
      } finally {
        findings = before;
      }
    },
    record: (more) => {
      const known = new Set(findings.map(kindOf));
      for (const finding of more) {
        if (known.has(kindOf(finding))) continue;
        known.add(kindOf(finding));
        findings.push(finding);
      }
    },
  };
}

const interchangeable: ReadonlySet<string> = new Set(['invalidSyntax', 'invalidValue']);

function isOneOf(given: string, words: readonly string[]): boolean {
  return words.includes(given) || (interchangeable.has(given) && words.some((word) => interchangeable.has(word)));
}

function milder({ level }: RuleText): 'warning' | 'info' {
  return verdictOf(level) === 'info' ? 'info' : 'warning';
}

/** What the rule says. A need that leaves fewer readings than the RFCs do says so: a disputed point excuses nothing there. */
function messageOf(rule: Rule, text: string): string {
  if (!isNeedId(rule)) return text;
  const { narrows = [] }: Need = needs[rule];
  return narrows.length === 0 ? text : `${text} (This provider takes no other reading of ${narrows.join(', ')}.)`;
}

function answersOf(answer: Seen['answer']): readonly Answer[] {
  if (answer === undefined) return [];
  return 'exchange' in answer ? [answer] : answer;
}

/** What tells two findings of a property apart: not the value that happened to show them. */
function kindOf({ requirement, verdict, kind, expected }: Finding): string {
  return `${requirement} ${verdict} ${kind ?? expected}`;
}
