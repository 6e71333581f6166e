import { statusError, urns } from '#scim';
import type { Answer } from '../http/answer.ts';
import type { Context } from '../http/context.ts';
import { foldedFor, type Kind } from '../resources/kind.ts';
import type { View } from '../store/store.ts';

/**
 * Does to the User that the token speaks for what `/Users/{id}` would do; the answer names the real URL.
 * @throws ScimError 501 for a token without a subject, 404 if the subject has no account
 * @see RFC 7644 §3.11
 */
export async function asMe(
  context: Context,
  act: (context: Context, kind: Kind, id: string) => Promise<Answer>,
): Promise<Answer> {
  const { kind, id } = await context.settings.store.read((view) => whoIsMe(context, view));
  return act(context, kind, id);
}

/** The User that the token speaks for. @throws ScimError 501 for a token without a subject, 404 if it has no account */
export function whoIsMe({ token, settings }: Context, view: View): { readonly kind: Kind; readonly id: string } {
  const subject = token?.subject;
  const kind = settings.kinds.all.find(({ definition }) => definition.schema === urns.user);
  if (subject === undefined || kind === undefined) {
    throw statusError(501, 'this token speaks for no user, so /Me means nobody');
  }
  if (view.entry(subject)?.type === kind.name) return { kind, id: subject };
  const index = kind.indexes.find(({ path }) => path === 'userName');
  const found = index && view.find(kind.name, index.path, 'eq', foldedFor(index.attribute, subject))[0];
  if (found === undefined) throw statusError(404, 'the user that this token speaks for has no account here');
  return { kind, id: found.id };
}

/** What a POST to /Me would create is for a server to say; here it creates nothing. @throws ScimError 501 */
export function createMe(): never {
  throw statusError(501, 'a POST to /Me creates nothing here; accounts are created at /Users');
}
