/**
 * What server and directory disagree about: `unread` the server could not be asked; `account` one is missing or left over;
 * `single` one person has two, or another than the linked one; `state` whether it is in use; `value` an attribute; `group`
 * a Group or its name; `member` who is in it; `silent` something would be sent, or tried, again; `signIn` somebody was let
 * in, or not, otherwise than the scenario says.
 */
export type DifferenceKind =
  | 'unread'
  | 'account'
  | 'single'
  | 'state'
  | 'value'
  | 'group'
  | 'member'
  | 'silent'
  | 'signIn';

export interface Difference {
  readonly kind: DifferenceKind;
  /** One sentence. */
  readonly text: string;
  /** Of a `value`: the target path. */
  readonly path?: string;
  /** Of a `value`: what the server shows; absent when it shows nothing. */
  readonly held?: unknown;
}
