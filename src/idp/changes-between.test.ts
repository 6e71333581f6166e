import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { changesBetween } from './changes-between.ts';
import { type Directory, type DirectorySeed, directoryFrom } from './directory.ts';

const ids = ['u1', 'u2', 'u3', 'u4'];
const everybody = { users: 'all', membersOf: [], groups: 'all' } as const;

/** Any directory: some of four people, some with a manager among them, and some of two groups. */
const directories: fc.Arbitrary<DirectorySeed> = fc
  .record({
    people: fc.subarray(ids),
    groups: fc.subarray(['g1', 'g2']),
    seed: fc.array(fc.nat(9), { minLength: 16, maxLength: 16 }),
  })
  .map(({ people, groups, seed }) => {
    const draw = (index: number): number => seed[index % seed.length] ?? 0;
    return {
      users: people.map((id, index) => {
        const manager = people[draw(index) % (people.length + 1)];
        return {
          id,
          userName: `${id}.${draw(index + 4) % 2}@corp.test`,
          enabled: draw(index + 8) > 2,
          ...(draw(index + 2) > 4 ? { title: `T${draw(index + 3)}` } : {}),
          ...(manager === undefined || manager === id ? {} : { manager }),
        };
      }),
      groups: groups.map((id, index) => ({
        id,
        displayName: `${id} ${draw(index + 12) % 2}`,
        members: people.filter((_, place) => draw(index + place) > 4),
      })),
    };
  });

/** What can be seen of a directory, without who is in the bin. */
function seen(directory: Directory): unknown {
  const users = [...directory.users()].filter(({ deletedAt }) => deletedAt === undefined);
  const groups = [...directory.groups()].map(({ id, displayName, members }) => ({
    id,
    displayName,
    members: [...members].sort(),
  }));
  const byId = (a: { readonly id: string }, b: { readonly id: string }): number => a.id.localeCompare(b.id);
  return { users: users.sort(byId), groups: groups.sort(byId) };
}

test('leads from any directory to any other', () => {
  fc.assert(
    fc.property(directories, directories, (before, after) => {
      const live = directoryFrom(before, everybody);
      for (const change of changesBetween(before, after)) live.apply(change, 0);

      expect(seen(live)).toEqual(seen(directoryFrom(after, everybody)));
    }),
  );
});

test('finds nothing between a directory and itself', () => {
  fc.assert(fc.property(directories, (directory) => expect(changesBetween(directory, directory)).toEqual([])));
});
