import { expect, test } from '@playwright/test';
import type { Difference } from '#idp';
import { coreDefinitions, coreResourceTypes, type JsonObject, schemaFrom } from '#scim';
import { foundIn, isBorne } from './borne.ts';
import type { Life } from './lifecycle.ts';

const [userType] = coreResourceTypes;
if (userType === undefined) throw new Error('there are no Users');
const schema = schemaFrom(userType, coreDefinitions);

/** A life in which these requests were answered so. */
function lifeOf(...sent: readonly (readonly [string, JsonObject | undefined, number, JsonObject?])[]): Life {
  const exchanges = sent.map(([line, body, status, answer = {}], at) => {
    const [method, path] = line.split(' ');
    return {
      id: `x${at}`,
      request: { method, url: `http://t/scim/v2${path}`, headers: [], body: body && JSON.stringify(body) },
      response: { status, headers: [], body: JSON.stringify(answer) },
    };
  });
  return { schema, exchanges } as unknown as Life;
}

const created = ['POST /Users', { name: { familyName: 'Byron' } }, 201] as const;
const familyName = (held?: string): Difference => ({
  kind: 'value',
  text: 'familyName',
  path: 'name.familyName',
  ...(held === undefined ? {} : { held }),
});
const account: Difference = { kind: 'account', text: 'there is none' };

for (const [what, difference, life, is] of [
  ['what would be sent again', { kind: 'silent', text: 'PATCH' }, lifeOf(), true],
  ['a value that was dropped', familyName(), lifeOf(created), true],
  ['a value that the target made', familyName('B.'), lifeOf(created), true],
  ['an update that was answered with success and is not there', familyName('Byron'), lifeOf(created), false],
  ['a missing account', account, lifeOf(), false],
  [
    'a refusal of an attribute that the target has not',
    account,
    lifeOf(['POST /Users', { userName: 'ada', shoeSize: 38 }, 400]),
    true,
  ],
  [
    'a refusal of attributes that it has',
    account,
    lifeOf(['POST /Users', { userName: 'ada', title: 'C' }, 400]),
    false,
  ],
  [
    'a refused path that the target has not',
    account,
    lifeOf(['PATCH /Users/1', { Operations: [{ op: 'add', path: 'shoes[type eq "left"].size', value: 38 }] }, 400]),
    true,
  ],
  [
    'a refused path that it has',
    account,
    lifeOf(['PATCH /Users/1', { Operations: [{ op: 'add', path: 'emails[type eq "work"].value', value: 'a' }] }, 400]),
    false,
  ],
  [
    'a member after one page of a longer list of Groups',
    account,
    lifeOf(['GET /Groups?', undefined, 200, { totalResults: 9, Resources: [] }]),
    true,
  ],
] as const) {
  test(`a provider ${is ? 'bears' : 'does not bear'} ${what}`, () => {
    expect(isBorne(difference, life)).toBe(is);
  });
}

test('whoever cannot be created to the last has no account, and who was created later has one', () => {
  const again: Difference = { kind: 'silent', text: 'Something was still to be tried again.' };
  const endOf = (...statuses: readonly number[]) =>
    foundIn({
      ...lifeOf(...statuses.map((status) => ['POST /Users', { userName: 'ada' }, status] as const)),
      found: [again],
    });

  expect(endOf(409).map(({ kind }) => kind)).toEqual(['silent', 'account']);
  expect(endOf(409, 201)).toEqual([again]);
  expect(endOf(503)).toEqual([again]);
});
