import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { coreDefinitions, coreResourceTypes, findAttributeByPath, schemaFrom, urns } from '#scim';
import { resourcesFrom } from './arbitraries/resources-from.ts';
import { freshNames } from './fresh.ts';
import { quirkOn, quirkySchema } from './quirky-schema.ts';
import { resources } from './resources.ts';
import type { Quirks } from './target.ts';

const [userType] = coreResourceTypes.filter(({ name }) => name === 'User');
if (userType === undefined) throw new Error('there is no User');
const user = schemaFrom(userType, coreDefinitions);
const quirks: Quirks = {
  userDefaults: { title: 'Guest {}', [urns.enterpriseUser]: { employeeNumber: '123456' } },
  values: { 'Enterprise.employeeNumber': '^[1-9][0-9]{5}$', 'User.nickName': '^[a-z]{3}$' },
  never: ['User.photos', 'User.name.honorificPrefix'],
};
const quirky = quirkySchema(user, 'User', quirks);

test('leaves out what is never to be sent, and requires what every User must have', () => {
  expect(findAttributeByPath(quirky, 'photos')).toBeUndefined();
  expect(findAttributeByPath(quirky, 'name.honorificPrefix')).toBeUndefined();
  expect(findAttributeByPath(quirky, 'name.givenName')).toBeDefined();
  expect(findAttributeByPath(quirky, 'title')?.required).toBe(true);
  expect(findAttributeByPath(quirky, `${urns.enterpriseUser}:employeeNumber`)?.required).toBe(true);
  expect(findAttributeByPath(user, 'photos')).toBeDefined();
});

test('draws nothing but values that match their pattern', () => {
  fc.assert(
    fc.property(resourcesFrom(quirky), (body) => {
      const text = JSON.stringify(body);
      expect(text).not.toMatch(/photos|honorificPrefix/);
      const [, nickName] = /"nickName":"([^"]*)"/.exec(text) ?? [];
      if (nickName !== undefined) expect(nickName).toMatch(/^[a-z]{3}$/);
      const [, number] = /"employeeNumber":"([^"]*)"/.exec(text) ?? [];
      if (number !== undefined) expect(number).toMatch(/^[1-9][0-9]{5}$/);
    }),
  );
});

test('gives every User what it must have, with a word of its own where one belongs', () => {
  const users = resources({
    http: {} as never,
    schema: quirky,
    fresh: freshNames('n', 'w0-', '{}@example.com'),
    defaults: quirks.userDefaults ?? {},
    consistencyTimeoutMs: 0,
    sleep: async () => undefined,
  });
  const [one, other] = [users.body(), users.body()];
  expect(one.title).toMatch(/^Guest scimulate-n-w0-\d+$/);
  expect(one.title).not.toBe(other.title);
  expect(one).toMatchObject({ [urns.enterpriseUser]: { employeeNumber: '123456' } });
});

for (const [need, says] of [
  ['User.photos', /never to send User.photos/],
  ['User.photos.value', /never to send User.photos/],
  ['User.nickName', /give User.nickName values of their own/],
  ['User.name', undefined],
  ['User.nick', undefined],
  ['Group.displayName', undefined],
] as const) {
  test(`says of a check about ${need} ${says === undefined ? 'nothing' : 'why it cannot be put'}`, () => {
    const said = quirkOn(need, quirks);
    if (says === undefined) expect(said).toBeUndefined();
    else expect(said).toMatch(says);
  });
}
