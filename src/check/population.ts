import { type Json, type JsonObject, urns } from '#scim';
import type { Discovery } from './discovery.ts';
import { fitting } from './fitting.ts';
import type { Fresh } from './fresh.ts';
import { type Resource, type Resources, SetupError } from './resources.ts';

/** Users and Groups that one worker creates once, for checks that only read. Others must not touch them. */
export interface Population {
  /** As a GET shows them. Their userNames all begin with `prefix`, and nobody else's does. */
  readonly users: readonly Resource[];
  readonly groups: readonly Resource[];
  readonly prefix: string;
  /** `userName sw "<prefix>"`: the filter that selects exactly these Users. */
  readonly filter: string;
}

interface Person {
  readonly word: string;
  readonly set: Readonly<Record<string, Json>>;
}

/**
 * Chosen so that readings differ: case, missing values, order, primary, two values of one attribute, true and false.
 * Keys are attribute paths; what the target's schema lacks is left out.
 */
const people = (mail: (box: string, domain: string) => string): readonly Person[] => [
  {
    word: 'Ada',
    set: {
      displayName: 'Amber Quill',
      title: 'Engineer',
      nickName: 'ada',
      'name.givenName': 'Ada',
      'name.familyName': 'Quill',
      active: true,
      userType: 'Employee',
      emails: [
        { value: mail('ada.work', 'example.com'), type: 'work', primary: true },
        { value: mail('ada.home', 'example.org'), type: 'home' },
      ],
      [`${urns.enterpriseUser}:department`]: 'Research',
    },
  },
  {
    word: 'bob',
    set: {
      displayName: 'basalt Reed',
      title: 'Manager',
      'name.givenName': 'Bob',
      'name.familyName': 'Reed',
      active: false,
      userType: 'Contractor',
      emails: [{ value: mail('bob.home', 'example.org'), type: 'home', primary: true }],
      [`${urns.enterpriseUser}:department`]: 'Sales',
    },
  },
  {
    word: 'Cyd',
    set: {
      displayName: 'Cobalt Quill',
      nickName: 'Cyd',
      'name.givenName': 'Cyd',
      'name.familyName': 'Quill',
      active: true,
      userType: 'Employee',
    },
  },
  {
    word: 'dan',
    set: {
      displayName: 'dune Marsh',
      title: 'engineer',
      'name.familyName': 'Marsh',
      active: false,
      emails: [
        { value: mail('dan.home', 'example.org'), type: 'home' },
        { value: mail('dan.work', 'example.com'), type: 'work', primary: true },
      ],
      [`${urns.enterpriseUser}:department`]: 'Research',
    },
  },
  {
    word: 'Eve',
    set: {
      displayName: 'Ember "Flint" Vale',
      title: 'Analyst 100%_sure',
      nickName: 'eve',
      'name.givenName': 'Eve',
      'name.familyName': 'Vale',
      active: true,
      userType: 'Contractor',
      emails: [{ value: mail('eve.work', 'example.com'), type: 'work' }],
    },
  },
  { word: 'fay', set: { displayName: 'Fen Reed', 'name.givenName': 'Fay', 'name.familyName': 'Reed', active: true } },
];

/** Their places in the table, in an order that no sorting gives: a list whose sortBy was ignored must not look sorted. */
const mixed = [3, 0, 5, 1, 4, 2] as const;

/** Creates the population through the fixtures, so that its members are valid for this target and are deleted at the end. */
export async function populate({
  discovery,
  users,
  groups,
  fresh,
}: {
  readonly discovery: Discovery;
  readonly users: Resources;
  readonly groups: Resources | undefined;
  readonly fresh: Fresh;
}): Promise<Population> {
  const family = fresh.family('pop');
  const marker = fresh.word('Ext');
  const everyone = people((box, domain) => `${box}.${marker.toLowerCase()}@${domain}`);
  const born = new Map<string, Resource>();
  for (const { word, set } of mixed.flatMap((at) => everyone[at] ?? [])) {
    const name = { userName: family.userName(word), externalId: `${marker}-${word}` };
    const bodies = [{ ...name, ...fitting(discovery.user, set) }, { userName: family.userName(`${word}-plain`) }];
    born.set(word, await createdWith(users, bodies));
  }
  const made = everyone.flatMap(({ word }) => born.get(word) ?? []);
  const crews = groups === undefined ? [] : await crewsOf(made, groups, fresh);
  // A member shows the groups that it is in, so it is read once more.
  const members = crews.length === 0 ? made : await Promise.all(made.map((user) => users.read(user)));
  return { users: members, groups: crews, prefix: family.prefix, filter: `userName sw "${family.prefix}"` };
}

/** With the first body that the target takes: what is optional may be more than it wants. */
async function createdWith(users: Resources, bodies: readonly JsonObject[]): Promise<Resource> {
  const [body = {}, ...plainer] = bodies;
  try {
    return await users.createLoosely(body);
  } catch (error) {
    // A target that does not show what it took, such as people who are not active, may show plainer ones.
    if (plainer.length === 0 || !(error instanceof SetupError)) throw error;
    return createdWith(users, plainer);
  }
}

async function crewsOf(users: readonly Resource[], groups: Resources, fresh: Fresh): Promise<readonly Resource[]> {
  const members = (picked: readonly Resource[]) => picked.map(({ id }) => ({ value: id }));
  return groups.createAll([
    { displayName: fresh.word('crew'), members: members(users.slice(0, 3)) },
    { displayName: fresh.word('crew'), members: members(users.slice(2, 4)) },
  ]);
}
