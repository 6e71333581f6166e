import { sameSecret } from '../auth/digest.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import { rowOfAccount } from '../scaidrive/account.ts';
import { accountOfUser } from '../scaidrive/accounts.ts';
import { auditPage } from '../scaidrive/audit-log.ts';
import { ByHandError } from '../scaidrive/by-hand.ts';
import { groupAt } from '../scaidrive/groups.ts';
import { membershipOf } from '../scaidrive/membership.ts';
import type { ScaiDrive } from '../scaidrive/scaidrive.ts';
import type { View } from '../store/store.ts';
import { auditFilterFrom } from './audit-filter.ts';

export interface ApplicationApiOptions {
  readonly drive: ScaiDrive;
  readonly adminPassword: string;
  /** Only what is refused counts, and once there were too many nobody is let in, or guessing would go on. */
  readonly attempts: Pick<RateLimit, 'take' | 'peek'>;
}

/**
 * ScaiDrive's own side of what SCIM provisioned, as JSON, for whoever wants to know what the mapping made of it:
 * `GET …/api/accounts/ID` and `GET …/api/groups/ID`, each by the id that SCIM knows, and `GET …/api/audit` with the filter
 * of the audit log. The credential is the password of the administrator, as a bearer token: a token of SCIM opens nothing here.
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
  const { pathname, searchParams } = new URL(request.url);
  if (pathname.endsWith('/api/audit')) return auditAnswer(drive, searchParams);
  const [, kind = '', id = ''] = /\/api\/(\w+)\/([^/]+)$/.exec(pathname) ?? [];
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

const mostEvents = 1000;

/** The newest events that fit, `limit` of them (100 unless it says otherwise), and where older ones begin. */
async function auditAnswer(drive: ScaiDrive, query: URLSearchParams): Promise<Response> {
  const numberIn = (name: string) => (/^\d{1,15}$/.test(query.get(name) ?? '') ? Number(query.get(name)) : undefined);
  const limit = Math.min(Math.max(numberIn('limit') ?? 100, 1), mostEvents);
  try {
    const filter = auditFilterFrom((name) => query.get(name) ?? '');
    const page = await drive.store.read((view) => auditPage(view, filter, { before: numberIn('before'), limit }));
    const events = page.events.map(({ number, event }) => ({ number, ...event }));
    return said(200, { events, before: page.before ?? null });
  } catch (error) {
    if (error instanceof ByHandError) return said(error.status, { error: error.message });
    throw error;
  }
}

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
