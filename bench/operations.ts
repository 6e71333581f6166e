import { urns } from '#scim';
import type { Shot } from './load.ts';
import { memberAddition, type Population, userNamed } from './population.ts';

/** One thing that is measured. */
export interface Operation {
  readonly name: string;
  /** Members that a group must have for it; undefined for what needs no group. */
  readonly groupSize?: number;
  /** SCIMMY answers it with all users. */
  readonly walks?: true;
  /** The request number `turn` of those that one server gets, each one different. */
  shot(population: Population, turn: number): Shot;
}

/** No size of a population is a multiple of it, so that the turns go over all of it in a scattered order. */
const stride = 7919;

/** In this order: what adds users comes last, so that all before it work on as many as the table says. */
export const userOperations: readonly Operation[] = [
  { name: 'GET by id', shot: ({ users }, turn) => ({ method: 'GET', path: `/Users/${scattered(users, turn)}` }) },
  {
    name: 'filter userName eq',
    shot: ({ users }, turn) => {
      const name = `bench${(turn * stride) % users.length}`;
      return { method: 'GET', path: `/Users?filter=userName%20eq%20%22${name}%22` };
    },
  },
  { name: 'page of 100, first', walks: true, shot: () => ({ method: 'GET', path: '/Users?startIndex=1&count=100' }) },
  {
    name: 'page of 100, at 90 %',
    walks: true,
    shot: ({ users }) => ({ method: 'GET', path: `/Users?startIndex=${Math.floor(users.length * 0.9)}&count=100` }),
  },
  {
    name: 'PATCH one attribute',
    shot: ({ users }, turn) => {
      const operation = { op: 'replace', path: 'displayName', value: `Ada the ${turn}th` };
      const body = JSON.stringify({ schemas: [urns.patchOp], Operations: [operation] });
      return { method: 'PATCH', path: `/Users/${scattered(users, turn)}`, body };
    },
  },
  {
    name: 'POST',
    shot: (_, turn) => ({ method: 'POST', path: '/Users', body: JSON.stringify(userNamed(`new${turn}`)) }),
  },
];

export const groupOperations: readonly Operation[] = [
  memberAdd(1),
  memberAdd(1000),
  memberAdd(50_000),
  {
    name: 'GET group of 50,000 without members',
    groupSize: 50_000,
    shot: ({ groups }) => ({ method: 'GET', path: `/Groups/${groups.get(50_000)?.[0]}?excludedAttributes=members` }),
  },
  {
    name: 'GET group of 1 without members',
    groupSize: 1,
    shot: ({ groups }) => ({ method: 'GET', path: `/Groups/${groups.get(1)?.[0]}?excludedAttributes=members` }),
  },
];

/** Adds someone who is not yet in: each turn the next user, to the next group. */
function memberAdd(groupSize: number): Operation {
  return {
    name: `add member to a group of ${groupSize.toLocaleString('en')}`,
    groupSize,
    shot: ({ users, groups }, turn) => {
      const ids = groups.get(groupSize) ?? [];
      const group = ids[turn % ids.length];
      const user = users[groupSize + Math.floor(turn / ids.length)];
      if (group === undefined || user === undefined) throw new Error('there are no more users to add; measure shorter');
      return memberAddition(group, [user]);
    },
  };
}

function scattered(ids: readonly string[], turn: number): string {
  return ids[(turn * stride) % ids.length] ?? '';
}
