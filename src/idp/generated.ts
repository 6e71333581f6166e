import type { GroupSeed, UserSeed } from './change.ts';
import type { DirectorySeed } from './directory.ts';

const givenNames = ['Ada', 'Grace', 'Alan', 'Edith', 'Linus', 'Mary', 'Niklaus', 'Barbara', 'Donald', 'Radia'] as const;
const familyNames = ['Almgren', 'Brandt', 'Castro', 'Dubois', 'Ekström', 'Fischer', 'Garcia', 'Haas', 'Ito'] as const;
const departments = ['Engineering', 'Sales', 'R&D', 'Finance', 'Support', 'Legal', 'Operations'] as const;

/** People and groups by number: the same numbers make the same directory. */
export function generated(counts: {
  readonly users?: unknown;
  readonly groups?: unknown;
  readonly membersPerGroup?: unknown;
}): DirectorySeed {
  const userCount = whole(counts.users);
  const groupCount = whole(counts.groups);
  const membersPerGroup = Math.min(whole(counts.membersPerGroup), userCount);
  const users = Array.from({ length: userCount }, (_, index) => userAt(index + 1));
  const groups = Array.from({ length: groupCount }, (_, index): GroupSeed => {
    const members = Array.from(
      { length: membersPerGroup },
      (_, member) => `gen-u${((index * membersPerGroup + member) % userCount) + 1}`,
    );
    return { id: `gen-g${index + 1}`, displayName: `Team ${index + 1}`, members };
  });
  return { users, groups };
}

function userAt(number: number): UserSeed {
  const givenName = givenNames[number % givenNames.length] ?? 'Ada';
  const familyName = `${familyNames[number % familyNames.length] ?? 'Haas'} ${number}`;
  const userName = `${givenName}.${number}@example.com`.toLowerCase();
  const department = departments[number % departments.length] ?? 'Sales';
  return { id: `gen-u${number}`, userName, givenName, familyName, email: userName, department };
}

function whole(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 0;
}
