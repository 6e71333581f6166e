import type { Page } from '@playwright/test';
import { urns } from '#scim';
import { type RunningServer, startServer } from '../listener/start-server.ts';

export const adminPassword = 'open sesame, please';

/** A console in a browser, over a server of its own. */
export interface TestPages {
  readonly server: RunningServer;
  readonly at: (path: string) => string;
  /** Sends a SCIM request, and gives the id of what it made. */
  readonly push: (path: string, body: object, token?: string) => Promise<string>;
}

export async function testPages(options: Parameters<typeof startServer>[0] = {}): Promise<TestPages> {
  const server = await startServer({ adminPassword, passwordIterations: 1, ...options });
  return {
    server,
    at: (path) => new URL(path, server.console).href,
    async push(path, body, token = server.token) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' };
      const answer = await fetch(server.scim + path, { method: 'POST', headers, body: JSON.stringify(body) });
      const { id }: { readonly id?: unknown } = await answer.json();
      return String(id);
    },
  };
}

export async function signIn(page: Page, { at }: TestPages): Promise<void> {
  await page.goto(at('/'));
  await page.getByLabel('Admin password').fill(adminPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** As long as a client may make it, with nowhere to break. */
const endless = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(12);

/** Every page in each of its states, over people whose names are as awkward as names can be. */
export async function everyPage(pages: TestPages): Promise<readonly string[]> {
  const { push, server } = pages;
  const people = [
    { userName: 'ada@example.com', displayName: 'Ada', title: 'Countess', nickName: endless },
    { userName: endless, displayName: endless, emails: [{ value: `${endless}@example.com`, primary: true }] },
    { userName: 'mallory', displayName: '<img src=x onerror=alert(1)>', active: false },
    { userName: 'zed', displayName: '👩‍🚀'.repeat(40), [urns.enterpriseUser]: { department: endless } },
  ];
  const users: string[] = [];
  for (const person of people) users.push(await push('/Users', { schemas: [urns.user], ...person }));
  const members = users.map((value) => ({ value }));
  const group = await push('/Groups', { schemas: [urns.group], displayName: endless, members });
  await push('/Groups', { schemas: [urns.group], displayName: 'Ops', members: [{ value: group }] });
  await push('/Users', { schemas: [urns.user] });
  const { scaidrive } = server;
  if (scaidrive === undefined) throw new Error('there is no product behind the console');
  const { account } = await scaidrive.signIn({ sub: 'by-sign-in' });
  const last = await scaidrive.store.read((view) => view.events({ limit: 1 })[0]?.number ?? 0);
  return [
    ...['/identity/scim', '/identity/mapping', '/identity/sign-in', '/users', '/users?q=nobody', '/groups', '/shares'],
    ...['/system/settings', '/compliance/audit', '/compliance/audit?verify=1', '/compliance/audit?target=nobody'],
    ...users.map((id) => `/users/${id}`),
    ...[`/users/${account.id}`, `/groups/${group}`, '/groups/ops'],
    ...[`/compliance/audit/${last}`, '/compliance/audit/1', '/users/nobody', '/nowhere', '/sign-in'],
  ];
}
