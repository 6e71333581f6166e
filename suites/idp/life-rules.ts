import type { RuleId } from '#check';

/** Under which need of a provider each kind of end is told. */
export interface LifeRules {
  /** Everybody in scope has an account, and who is gone has none. */
  readonly account: RuleId;
  /** One person has one account all along. */
  readonly single: RuleId;
  /** Accounts are in use or not, as the directory says. */
  readonly state: RuleId;
  /** Attributes have the values of the directory. */
  readonly value: RuleId;
  /** Groups are there, under their names. */
  readonly group: RuleId;
  readonly member: RuleId;
  /** Nothing is sent again for ever. */
  readonly silent: RuleId;
}

export const lifeRules = {
  okta: {
    account: 'okta-need-10',
    single: 'okta-need-19',
    state: 'okta-need-20',
    value: 'okta-need-15',
    group: 'okta-need-26',
    member: 'okta-need-24',
    silent: 'okta-need-21',
  },
  entra: {
    account: 'entra-need-13',
    single: 'entra-need-29',
    state: 'entra-need-17',
    value: 'entra-need-25',
    group: 'entra-need-36',
    member: 'entra-need-33',
    silent: 'entra-need-47',
  },
  // Google pushes no Groups: the last need says that nothing depends on them.
  google: {
    account: 'google-need-06',
    single: 'google-need-10',
    state: 'google-need-07',
    value: 'google-need-07',
    group: 'google-need-08',
    member: 'google-need-08',
    silent: 'google-need-13',
  },
  onelogin: {
    account: 'onelogin-need-11',
    single: 'onelogin-need-05',
    state: 'onelogin-need-09',
    value: 'onelogin-need-11',
    group: 'onelogin-need-13',
    member: 'onelogin-need-14',
    silent: 'onelogin-need-18',
  },
} as const satisfies Record<string, LifeRules>;

/** All needs under which the life of a provider is judged, for a check to declare. */
export function judgedIn({ account, ...others }: LifeRules): readonly [RuleId, ...RuleId[]] {
  const rest = new Set(Object.values<RuleId>(others));
  rest.delete(account);
  return [account, ...rest];
}
