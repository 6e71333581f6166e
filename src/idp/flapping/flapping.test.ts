import { expect, test } from '@playwright/test';
import type { Exchange } from '#wire';
import { flappingWatch } from './flapping.ts';

type Said = readonly [method: string, path: string, body?: object | undefined, answer?: object];

/** What one provider, or another, sends; those of one inner list are under way together. */
type Story = readonly (readonly (Said & { readonly by?: string | undefined })[])[];

const patchOf = (...operations: readonly object[]): object => ({ Operations: operations });
const adding = (...ids: readonly string[]) =>
  patchOf({ op: 'add', path: 'members', value: ids.map((value) => ({ value })) });
const removing = (id: string) => patchOf({ op: 'remove', path: `members[value eq "${id}"]` });
const whole = (...ids: readonly string[]): object => ({ displayName: 'G', members: ids.map((value) => ({ value })) });
const group = (...ids: readonly string[]): object => ({ id: 'g', ...whole(...ids) });
const by = (who: string, said: Said): Said & { readonly by: string } => Object.assign([...said], { by: who }) as never;

/** Tells a story to the watch, and gives what it found. */
function found(story: Story, isUnsettled = false) {
  const watch = flappingWatch();
  let order = 0;
  for (const together of story) {
    const first = order;
    order += together.length;
    together.forEach((said, index) => {
      const [method, path, body, answer] = said;
      const exchange: Exchange = {
        id: `x${first + index + 1}`,
        request: {
          method,
          url: `https://sp.test/scim/v2${path}`,
          headers: [],
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        },
        response: { status: method === 'POST' ? 201 : 200, headers: [], body: JSON.stringify(answer ?? {}) },
        startedAt: '2026-01-01T00:00:00.000Z',
        durationMs: 1,
      };
      watch.saw(exchange, { order: first + index, sentByThen: order }, said.by ?? 'Okta');
    });
  }
  return watch.found(isUnsettled).map(({ subject, what, cause, exchanges }) => [subject, what, cause, exchanges]);
}

const look: Said = ['GET', '/Groups/g', undefined, group('a')];

test('finds nothing where what was told is what is shown', () => {
  expect(
    found([
      [['POST', '/Groups', whole(), group()]],
      [['PATCH', '/Groups/g', adding('a', 'b')]],
      [['GET', '/Groups/g', undefined, group('a', 'b')]],
      [['PATCH', '/Groups/g', removing('b')]],
      [look],
      [['PUT', '/Groups/g', whole('c')]],
      [['GET', '/Groups?startIndex=1', undefined, { Resources: [group('c')] }]],
      [['GET', '/Groups/g?excludedAttributes=members', undefined, { id: 'g', displayName: 'G' }]],
    ]),
  ).toEqual([]);
});

for (const [name, story, what, cause, exchanges] of [
  [
    'PATCHes of one Group that come at the same time',
    [
      [
        ['PATCH', '/Groups/g', adding('a')],
        ['PATCH', '/Groups/g', adding('b')],
      ],
      [look],
    ],
    '1 member',
    'server drops members',
    ['x2', 'x3'],
  ],
  [
    'a target that drops members even one after another',
    [[['PATCH', '/Groups/g', adding('a', 'b', 'c')]], [look]],
    '2 members',
    'server drops members',
    ['x1', 'x2'],
  ],
  [
    'ids that come back in another letter case',
    [[['PATCH', '/Groups/g', adding('B')]], [['GET', '/Groups/g', undefined, group('b')]]],
    '1 member',
    'case of ids',
    ['x1', 'x2'],
  ],
  [
    'a PATCH whose operations are applied in another order',
    [
      [
        [
          'PATCH',
          '/Groups/g',
          patchOf(
            { op: 'remove', path: 'members[value eq "b"]' },
            { op: 'add', path: 'members', value: [{ value: 'b' }] },
          ),
        ],
      ],
      [look],
    ],
    '1 member',
    'order of operations',
    ['x1', 'x2'],
  ],
  [
    'a PATCH beside a replacement of the list',
    [
      [
        ['PATCH', '/Groups/g', adding('b')],
        ['PUT', '/Groups/g', whole('a')],
      ],
      [
        ['PATCH', '/Groups/g', adding('b')],
        ['PUT', '/Groups/g', whole('a', 'b')],
      ],
      [look],
    ],
    '1 member',
    'incremental beside overwrite',
    ['x4', 'x5'],
  ],
  [
    'two providers of which one leaves out whom the other adds',
    [
      [by('Okta', ['PATCH', '/Groups/g', adding('a')])],
      [by('Entra', ['PUT', '/Groups/g', whole('z')])],
      [by('Okta', ['PATCH', '/Groups/g', adding('a')])],
    ],
    '1 member',
    'incremental beside overwrite',
    ['x1', 'x2', 'x3'],
  ],
  [
    'two providers that change a Group at the same time',
    [[by('Okta', ['PATCH', '/Groups/g', adding('a')]), by('Entra', ['PATCH', '/Groups/g', adding('b')])], [look]],
    '1 member',
    'two writers',
    ['x2', 'x3'],
  ],
] as const satisfies readonly (readonly [string, Story, string, string, readonly string[]])[]) {
  test(`names the cause of ${name}`, () => {
    expect(found(story)).toEqual([['/Groups/g', what, cause, exchanges]]);
  });
}

test('names an attribute that two providers write in turn', () => {
  const okta = by('Okta', ['PUT', '/Users/1', { userName: 'ada', externalId: '00u1', name: { familyName: 'King' } }]);
  const entra = by('Entra', [
    'PATCH',
    '/Users/1',
    patchOf(
      { op: 'Replace', path: 'externalId', value: 'ada' },
      { op: 'Replace', path: 'name.familyName', value: 'King' },
    ),
  ]);
  expect(found([[okta], [entra], [okta]])).toEqual([['/Users/1', 'externalId', 'two writers', ['x1', 'x2', 'x3']]]);
  // Once is no flapping, unless both sides end in dispute over it.
  expect(found([[okta], [entra]])).toEqual([]);
  expect(found([[okta], [entra]], true)).toEqual([['/Users/1', 'externalId', 'two writers', ['x1', 'x2']]]);
});

test('forgets members that are deleted, and does not blame a read that was under way', () => {
  expect(found([[['PATCH', '/Groups/g', adding('b')]], [['DELETE', '/Users/b']], [look]])).toEqual([]);
  expect(found([[['PATCH', '/Groups/g', adding('b')], look]])).toEqual([]);
});
