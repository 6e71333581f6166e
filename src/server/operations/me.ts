import { statusError, urns } from '#scim';
import type { Answer } from '../http/answer.ts';
import type { Context } from '../http/context.ts';
import { foldedFor, type Kind } from '../resources/kind.ts';

/**
 * Does to the User that the token speaks for what `/Users/{id}` would do; the answer names the real URL.
 * @throws ScimError 501 for a token without a subject, 404 if the subject has no account
 * @see RFC 7644 §3.11
 */
export async function asMe(
  context: Context,
  act: (context: Context, kind: Kind, id: string) => Promise<Answer>,
): Promise<Answer> {
  const subject = context.token?.subject;
  const kind = context.settings.kinds.all.find(({ definition }) => definition.schema === urns.user);
  if (subject === undefined || kind === undefined) {
    throw statusError(501, 'this token speaks for no user, so /Me means nobody');
  }
  const id = await context.settings.store.read((view) => {
    if (view.entry(subject)?.type === kind.name) return subject;
    const index = kind.indexes.find(({ path }) => path === 'userName');
    if (index === undefined) return undefined;
    return view.find(kind.name, index.path, 'eq', foldedFor(index.attribute, subject))[0]?.id;
  });
  if (id === undefined) throw statusError(404, 'the user that this token speaks for has no account here');
  return act(context, kind, id);
}
