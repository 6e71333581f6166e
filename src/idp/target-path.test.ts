import { expect, test } from '@playwright/test';
import { targetPath, valueAt } from './target-path.ts';

const EU = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const ada = {
  userName: 'ada',
  Title: 'Countess',
  nickName: '',
  name: { familyName: 'King' },
  emails: [
    { type: 'home', value: 'home@corp.test' },
    { type: 'Work', value: 'work@corp.test' },
  ],
  roles: [{ primary: true, value: 'Admin' }],
  [EU]: { department: 'Engines', manager: { value: 'r2' } },
};

for (const [text, value] of [
  ['userName', 'ada'],
  ['title', 'Countess'],
  ['nickName', undefined],
  ['missing', undefined],
  ['name.familyName', 'King'],
  ['name.givenName', undefined],
  ['emails[type eq "work"].value', 'work@corp.test'],
  ['emails[type eq "other"].value', undefined],
  ['roles[primary eq "True"].value', 'Admin'],
  [`${EU}:department`, 'Engines'],
  [`${EU}:manager.value`, 'r2'],
  ['urn:acme:User:badge', undefined],
] as const) {
  test(`reads ${text}`, () => {
    const path = targetPath(text);
    expect(path).toBeDefined();
    expect(path === undefined ? 'unreadable' : valueAt(ada, path)).toEqual(value);
  });
}

for (const text of ['', 'a[b', 'a..b', 'emails[type sw "w"].value']) {
  test(`does not read ${JSON.stringify(text)}`, () => expect(targetPath(text)).toBeUndefined());
}
