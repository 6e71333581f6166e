import { type Context, ScenarioError } from '#idp';
import { isObject } from '#scim';
import { type Approval, approvalMs } from './approval.ts';
import { customHeaders } from './headers.ts';
import type { OneLoginOptions } from './options.ts';
import { checkTemplate } from './template.ts';

/** What OneLogin remembers of one linked user. */
export interface Account {
  /** The body that was last sent, without `active`: as text, since there is one for everybody. */
  sent: string;
  isActive: boolean;
  /** Was created inactive, and nothing was said about it since. [onelogin-create-08] */
  isWaiting: boolean;
  /** Deleted in OneLogin or without the app, and the account is still there. */
  isLeft: boolean;
  /** The groups that were sent, by name; `unsure` where no answer told whether it was taken. */
  readonly groups: Map<string, 'member' | 'unsure'>;
}

/** One rule that sets groups: for each role whose name matches. */
export interface Rule {
  readonly role: RegExp;
  /** `$1` stands for the first part of the match. Absent: the name of the role. */
  readonly group?: string;
}

export interface OneLoginMemory {
  readonly accounts: Map<string, Account>;
  /** Tasks that nobody has approved yet. */
  readonly pending: Map<string, Approval>;
  readonly rules: readonly Rule[];
  /** Groups that were there before, with members that OneLogin does not know. */
  readonly foundGroups: Set<string>;
  /** A group could not be created: its id is known only after a refresh of entitlements. [onelogin-group-05] */
  needsEntitlements: boolean;
}

export type OneLoginContext = Context<OneLoginOptions, OneLoginMemory>;

/** @throws ScenarioError when the template, the rules, the headers or the time of approval cannot be read */
export function memory(options: OneLoginOptions): OneLoginMemory {
  checkTemplate(options);
  approvalMs(options);
  customHeaders(options);
  return {
    accounts: new Map(),
    pending: new Map(),
    rules: options.groupsIncluded ? rulesFrom(options.rules) : [],
    foundGroups: new Set(),
    needsEntitlements: false,
  };
}

function rulesFrom(given: unknown): readonly Rule[] {
  if (given === undefined || given === 'none') return [];
  if (typeof given === 'string') return [{ role: patternFrom(given) }];
  if (!Array.isArray(given))
    throw new ScenarioError('The option "rules" of onelogin must be a pattern or a list of rows.');
  return given.map((row: unknown, index): Rule => {
    if (!isObject(row) || typeof row.role !== 'string')
      throw new ScenarioError(`rules[${index}] needs the text "role".`);
    const { group } = row;
    return { role: patternFrom(row.role), ...(typeof group === 'string' ? { group } : {}) };
  });
}

function patternFrom(text: string): RegExp {
  try {
    return new RegExp(`^(?:${text})$`, 'u');
  } catch {
    throw new ScenarioError(`The pattern "${text}" in the option "rules" of onelogin cannot be read.`);
  }
}
