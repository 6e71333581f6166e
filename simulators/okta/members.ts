import type { Json } from '#scim';
import { displayOf } from './body.ts';
import type { GroupPush, OktaContext } from './memory.ts';
import { isActiveInOkta } from './standing.ts';

/** A member as it is sent: without type and without $ref. [okta-group-02, okta-quirk-04] */
export interface Member {
  /** The directory id. */
  readonly id: string;
  /** The id that the server gave. */
  readonly value: string;
  readonly display: string | null;
}

export interface Changes {
  readonly joined: readonly Member[];
  readonly left: readonly Member[];
}

export function shown({ value, display }: Member): Json {
  return { value, display };
}

/** The people of a group. Okta's groups hold no groups. [okta-group-17] */
export function everyMember({ directory }: OktaContext, id: string): readonly string[] {
  return [...(directory.group(id)?.members ?? [])].filter((member) => directory.user(member) !== undefined);
}

/** Those who are in the group, assigned, and provisioned. [okta-group-14] */
export function eligible(context: OktaContext, id: string): readonly Member[] {
  const { links, memory } = context;
  return everyMember(context, id).flatMap((member) => {
    const value = links.remoteId('user', member);
    return value === undefined || memory.users.get(member)?.isAssigned !== true
      ? []
      : [memberOf(context, member, value)];
  });
}

/** A whole list: those who are eligible, and those whose removal is kept back. [okta-group-16] */
export function fullList(context: OktaContext, id: string, { members, held }: GroupPush): readonly Member[] {
  const list = eligible(context, id);
  const listed = new Set(list.map((member) => member.id));
  const kept = [...held].filter((member) => !listed.has(member) && isKept(context, member));
  return [...list, ...kept.map((member) => memberOf(context, member, members.get(member) ?? ''))];
}

function isKept(context: OktaContext, member: string): boolean {
  return context.options.holdInactiveRemovals && !isActiveInOkta(context, member);
}

/** Who joined and who left since the server was last told. Puts those aside whose removal has to wait. [okta-group-16] */
export function changesOf(context: OktaContext, id: string, push: GroupPush): Changes {
  const group = context.directory.group(id)?.members ?? new Set<string>();
  const joined = eligible(context, id).filter(({ id: member, value }) => push.members.get(member) !== value);
  const left: Member[] = [];
  for (const [member, value] of push.members) {
    if (group.has(member)) {
      push.held.delete(member);
      // The person has another account since: the old one goes, the new one is among those who joined.
      if (joined.some((other) => other.id === member)) left.push(memberOf(context, member, value));
    } else if (isKept(context, member)) push.held.add(member);
    else {
      push.held.delete(member);
      left.push(memberOf(context, member, value));
    }
  }
  return { joined, left };
}

function memberOf(context: OktaContext, id: string, value: string): Member {
  const user = context.directory.user(id);
  const shownAs = context.memory.users.get(id)?.userName ?? null;
  return { id, value, display: user === undefined ? shownAs : displayOf(context, user) };
}
