import { expect, test } from '@playwright/test';
import { directoryFrom } from './directory.ts';
import { type OptionTable, optionsFrom } from './options.ts';
import { readScenario } from './scenario.ts';
import { ScenarioError } from './scenario-error.ts';

const ada = { id: 'u1', userName: 'ada@example.com' };
const directory = { users: [ada], groups: [{ id: 'g1', displayName: 'Engineering', members: ['u1'] }] };

for (const [what, scenario, sentence] of [
  ['no object', [], 'A scenario is a JSON object with a "directory" and "steps".'],
  ['no steps', { directory }, "The scenario must have required property 'steps'."],
  ['an unknown key', { directory, steps: [], stepz: 1 }, 'The scenario must NOT have additional properties ("stepz").'],
  [
    'an unknown step',
    { directory, steps: [{ do: 'disable' }] },
    'steps[0] does "disable", which no step does; the nearest is "disabled".',
  ],
  [
    'a step without a name',
    { directory, steps: [{ user: 'u1' }] },
    /^steps\[0\] has no "do"; it is one of sync, wait, admin/,
  ],
  [
    'a step without its user',
    { directory, steps: [{ do: 'disabled' }] },
    "steps[0] must have required property 'user'.",
  ],
  [
    'an unreadable duration',
    { directory, steps: [{ do: 'wait', for: '2 weeks' }] },
    /^steps\[0\]\.for must match pattern/,
  ],
  [
    'an attribute that nobody knows',
    { directory: { users: [{ ...ada, departement: 'R&D' }] }, steps: [] },
    /^directory, user "u1", has the attribute "departement".*the nearest is "department"/,
  ],
  [
    'an attribute that nobody knows, in a step',
    { directory, steps: [{ do: 'updated', user: 'u1', set: { givenname: 'Ada' } }] },
    /^steps\[0\]\.set has the attribute "givenname".*"givenName"/,
  ],
  [
    'a user without a name',
    { directory: { users: [{ id: 'u1' }] }, steps: [] },
    "directory.users[0] must have required property 'userName'.",
  ],
  [
    'a sync among changes that come together',
    { directory, steps: [{ do: 'together', steps: [{ do: 'sync' }] }] },
    /only changes happen together/,
  ],
] as const) {
  test(`refuses a scenario with ${what}, in one sentence`, () => {
    expect(() => readScenario(scenario)).toThrow(ScenarioError);
    expect(() => readScenario(scenario)).toThrow(sentence);
  });
}

for (const [what, seed, scope, sentence] of [
  ['an id that is given twice', { users: [ada, ada], groups: [] }, {}, 'The id "u1" is given twice.'],
  [
    'a member who is not there',
    { users: [ada], groups: [{ id: 'g1', displayName: 'E', members: ['u9'] }] },
    {},
    'The group "g1" has the member "u9", who is neither a user nor a group of the directory.',
  ],
  [
    'a manager who is not there',
    { users: [{ ...ada, manager: 'u9' }], groups: [] },
    {},
    'The user "u1" names the user "u9", who is not in the directory.',
  ],
  [
    'a scope that names nobody',
    { users: [ada], groups: [] },
    { users: ['u9'] },
    'The scope names the user "u9", who is not in the directory.',
  ],
] as const) {
  test(`refuses a directory with ${what}`, () => {
    const whole = { users: 'all', membersOf: [], groups: 'all', ...scope } as const;
    expect(() => directoryFrom(seed, whole)).toThrow(sentence);
  });
}

for (const change of [
  { do: 'disabled', user: 'u9' },
  { do: 'groupRenamed', group: 'g9', displayName: 'X' },
  { do: 'memberAdded', group: 'g1', member: 'u9' },
  { do: 'hired', user: 'u1' },
  { do: 'updated', user: 'u1', set: { manager: 'u9' } },
] as const) {
  test(`refuses "${change.do}" of somebody who is not there or already is`, () => {
    const live = directoryFrom(directory, { users: 'all', membersOf: [], groups: 'all' });
    expect(() => live.apply(change, 0)).toThrow(ScenarioError);
    expect(live.end()).toBe(0);
  });
}

test('reads every kind of step and scope', () => {
  const scenario = readScenario(
    {
      directory: { ...directory, generate: { users: 3, groups: 1, membersPerGroup: 2 } },
      scope: { users: { ids: ['u1'], membersOf: ['g1'] }, groups: ['g1'] },
      steps: [
        { do: 'sync' },
        { do: 'wait', for: '2h' },
        { do: 'admin', action: 'restart', full: true },
        {
          do: 'together',
          steps: [
            { do: 'disabled', user: 'u1' },
            { do: 'memberAdded', group: 'g1', member: 'gen-u1' },
          ],
        },
        { do: 'hired', user: { id: 'u2', userName: 'grace@example.com', custom: { badge: '7' } } },
      ],
      expect: { silent: false },
    },
    'mine',
  );

  expect(scenario.name).toBe('mine');
  expect(scenario.scope).toEqual({ users: ['u1'], membersOf: ['g1'], groups: ['g1'] });
  expect(scenario.directory.users.map(({ id }) => id)).toEqual(['u1', 'gen-u1', 'gen-u2', 'gen-u3']);
  expect(scenario.directory.groups[1]?.members).toEqual(['gen-u1', 'gen-u2']);
  expect(scenario.steps).toMatchObject([
    { do: 'sync' },
    { do: 'wait', ms: 7_200_000 },
    { do: 'admin', action: 'restart', full: true },
    { do: 'change', changes: [{ do: 'disabled' }, { do: 'memberAdded', member: 'gen-u1' }] },
    { do: 'change', changes: [{ do: 'hired', user: { id: 'u2', custom: { badge: '7' } } }] },
  ]);
  expect(scenario.expect).toEqual({ converged: true, silent: false });
});

test('logs what a deletion takes with it', () => {
  const live = directoryFrom(directory, { users: 'all', membersOf: [], groups: 'all' });

  live.apply({ do: 'terminated', user: 'u1' }, 5);

  expect(live.since(0)).toEqual([
    { sequence: 0, at: 5, kind: 'terminated', user: 'u1' },
    { sequence: 1, at: 5, kind: 'memberRemoved', group: 'g1', user: 'u1' },
  ]);
});

test('knows who is in scope through a group, and who no longer is', () => {
  const live = directoryFrom(directory, { users: [], membersOf: ['g1'], groups: [] });
  expect(live.isAssigned('u1')).toBe(true);

  live.apply({ do: 'memberRemoved', group: 'g1', member: 'u1' }, 0);
  expect(live.isAssigned('u1')).toBe(false);

  live.apply({ do: 'assigned', user: 'u1' }, 0);
  expect(live.isAssigned('u1')).toBe(true);
});

const table = {
  on: { kind: 'boolean', default: true, does: '', basis: '' },
  minutes: { kind: 'number', default: 40, min: 1, does: '', basis: '' },
  limit: { kind: 'limit', min: 1, does: '', basis: '' },
  mode: { kind: 'choice', values: ['a', 'b'], default: 'a', does: '', basis: '' },
  some: { kind: 'set', values: ['x', 'y'], default: ['x'], does: '', basis: '' },
  agent: { kind: 'text', does: '', basis: '' },
  rows: { kind: 'json', does: '', basis: '' },
} as const satisfies OptionTable;

test('reads options by their table, from JSON and from a command line alike', () => {
  expect(optionsFrom('toy', table, {})).toEqual({
    on: true,
    minutes: 40,
    limit: undefined,
    mode: 'a',
    some: ['x'],
    agent: undefined,
    rows: undefined,
  });
  expect(
    optionsFrom('toy', table, {
      on: 'false',
      minutes: '5',
      limit: 'off',
      mode: 'b',
      some: 'x,y',
      agent: 'me',
      rows: '[1]',
    }),
  ).toEqual({ on: false, minutes: 5, limit: undefined, mode: 'b', some: ['x', 'y'], agent: 'me', rows: [1] });
});

for (const [given, sentence] of [
  [{ minuts: 5 }, 'toy has no option "minuts"; the nearest is "minutes".'],
  [{ minutes: 0 }, 'The option "minutes" of toy is 0, but must be a number from 1.'],
  [{ limit: 'many' }, 'The option "limit" of toy is "many", but must be a number from 1, or off.'],
  [{ on: 'yes' }, 'The option "on" of toy is "yes", but must be true or false.'],
  [{ mode: 'c' }, 'The option "mode" of toy is "c", but must be one of a, b.'],
  [{ some: ['z'] }, 'The option "some" of toy is ["z"], but must be some of x, y.'],
  [{ rows: '[' }, 'The option "rows" of toy is "[", but must be JSON.'],
] as const) {
  test(`refuses the option ${JSON.stringify(given)}`, () => {
    expect(() => optionsFrom('toy', table, given)).toThrow(sentence);
  });
}
