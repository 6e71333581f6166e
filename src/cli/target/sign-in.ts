import type { Person, SignInOutcome } from '#idp';
import { type Header, headerOf, type ResponseMessage, type Transport } from '#wire';
import { UsageError } from '../usage-error.ts';

/** The words of ScaiDrive's sign-in test for each outcome. */
const outcomes: readonly (readonly [words: string, outcome: SignInOutcome])[] = [
  ['the account was created', 'created'],
  ['the account is suspended', 'suspended'],
  ['Signed in.', 'found'],
];

/**
 * Signs people in through the sign-in test of ScaiDrive's console, as its administrator would.
 * @throws UsageError when there is no such console, or it refuses the password
 */
export function consoleSignIn(
  origin: string,
  password: string,
  transport: Transport,
): (person: Person) => Promise<SignInOutcome> {
  const type: Header = ['Content-Type', 'application/x-www-form-urlencoded'];
  let session: Promise<{ readonly cookie: string; readonly csrf: string }> | undefined;
  const open = async () => {
    const body = new URLSearchParams({ password }).toString();
    const answer = await transport({ method: 'POST', url: `${origin}/sign-in`, headers: [type], body });
    const cookie = headerOf(answer, 'set-cookie')?.split(';')[0];
    if (answer.status !== 303 || cookie === undefined) {
      throw new UsageError(`the console at ${origin} does not take the admin password (status ${answer.status}).`);
    }
    const page = await transport({ method: 'GET', url: `${origin}/identity/sign-in`, headers: [['Cookie', cookie]] });
    return { cookie, csrf: /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '' };
  };
  return async ({ userName, email, name }) => {
    session ??= open();
    const { cookie, csrf } = await session;
    const body = new URLSearchParams({ csrf, sub: userName, email: email ?? '', name: name ?? '' }).toString();
    const url = `${origin}/identity/sign-in`;
    const answer = await transport({ method: 'POST', url, headers: [type, ['Cookie', cookie]], body });
    const found = outcomes.find(([words]) => answer.status === 200 && saidIn(answer).includes(words));
    if (found === undefined) throw new UsageError(`the sign-in test at ${url} answered ${answer.status}.`);
    return found[1];
  };
}

function saidIn({ body }: ResponseMessage): string {
  // The result stands first in what is announced; the rest of the page explains the form.
  return /role="status".{0,600}/s.exec(body)?.[0] ?? '';
}
