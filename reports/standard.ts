import type { CheckRun } from '#run';

/** What a target can be held against: an RFC, or the needs of an identity provider. A column of the matrix. */
export interface Standard {
  readonly id: string;
  readonly title: string;
  /** How the ids of its requirements begin. */
  readonly prefix: string;
}

export const standards: readonly Standard[] = [
  { id: 'rfc7643', title: 'RFC 7643', prefix: '7643-' },
  { id: 'rfc7644', title: 'RFC 7644', prefix: '7644-' },
  { id: 'rfc9865', title: 'RFC 9865', prefix: '9865-' },
  { id: 'okta', title: 'Okta', prefix: 'okta-' },
  { id: 'entra', title: 'Entra ID', prefix: 'entra-' },
  { id: 'google', title: 'Google', prefix: 'google-' },
  { id: 'onelogin', title: 'OneLogin', prefix: 'onelogin-' },
];

/** Whether a check judges a target by this standard: it cites it, its suite is that of the provider, or a tag is. */
export function isJudgedBy(
  check: Pick<CheckRun, 'id' | 'requirements' | 'tags' | 'source'>,
  { id, prefix }: Standard,
): boolean {
  return (
    check.requirements.some((requirement) => requirement.startsWith(prefix)) ||
    (check.tags ?? []).some((tag) => tag.replace(/^@/, '') === `idp/${id}`) ||
    /(?:^|[\\/])idp[\\/](\w+)[\\/]/.exec(check.source ?? '')?.[1] === id
  );
}
