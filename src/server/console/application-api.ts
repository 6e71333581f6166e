import { sameSecret } from '../auth/digest.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import { rowOfAccount } from '../scaidrive/account.ts';
import { accountOfUser } from '../scaidrive/accounts.ts';
import { groupAt } from '../scaidrive/groups.ts';
import { membershipOf } from '../scaidrive/membership.ts';
import type { ScaiDrive } from '../scaidrive/scaidrive.ts';
import type { View } from '../store/store.ts';

export interface ApplicationApiOptions {
  readonly drive: ScaiDrive;
  readonly adminPassword: string;
  /** Only what is refused counts, and once there were too many nobody is let in, or guessing would go on. */
  readonly attempts: Pick<RateLimit, 'take' | 'peek'>;
}

/**
 * ScaiDrive's own side of what SCIM provisioned, as JSON, for whoever wants to know what the mapping made of it:
 * `GET …/api/accounts/ID` and `GET …/api/groups/ID`, each by the id that SCIM knows. The credential is the password of
 * the administrator, as a bearer token: a token of SCIM opens nothing here.
 */
export async function applicationApi(
  { drive, adminPassword, attempts }: ApplicationApiOptions,
  request: Request,
): Promise<Response> {
  const [, given = ''] = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  const waitS = attempts.peek('api');
  if (waitS > 0) {
    return said(429, { error: `too many wrong passwords; wait ${waitS} s` }, { 'retry-after': String(waitS) });
  }
  if (!sameSecret(given.trim(), adminPassword)) {
    attempts.take('api');
    const challenge = { 'www-authenticate': 'Bearer realm="scaidrive"' };
    return said(401, { error: 'the password of the administrator is asked for' }, challenge);
  }
  const [, kind = '', id = ''] = /\/api\/(\w+)\/([^/]+)$/.exec(new URL(request.url).pathname) ?? [];
  const read = Object.hasOwn(records, kind) ? records[kind] : undefined;
  const found = read && (await drive.store.read((view) => read(view, textOf(id))));
  return found === undefined ? said(404, { error: 'there is no such record' }) : said(200, found);
}

const records: Readonly<Record<string, (view: View, id: string) => object | undefined>> = {
  accounts: (view, id) => {
    const account = accountOfUser(view, id);
    return account && { account: { id: account.id, ...rowOfAccount(account) } };
  },
  groups: (view, id) => {
    const group = groupAt(view, id);
    if (group === undefined) return undefined;
    const members = membershipOf(view, id).members.map(({ account, by }) => ({
      account: account.id,
      user: account.scimId ?? null,
      by,
    }));
    return { group: { ...group, members } };
  },
};

function textOf(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

function said(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers });
}
