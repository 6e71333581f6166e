import { expect, test } from '@playwright/test';
import { isSameValue } from './same-value.ts';
import { targetPath } from './target-path.ts';

for (const [path, held, wanted, isSame] of [
  ['emails[type eq "work"].value', 'ada@corp.test', 'Ada@Corp.Test', true],
  ['title', 'Head of  Mills', ' Head of Mills', true],
  ['name.familyName', 'e\u0301te\u0301', 'été', true],
  ['name.familyName', 'Byron', 'King', false],
  ['phoneNumbers[type eq "work"].value', 'tel:+44-20-7946-0001', '+44 20 7946 0001', true],
  ['phoneNumbers[type eq "work"].value', '+442079460002', '+44 20 7946 0001', false],
  ['externalId', 'abc', 'ABC', false],
  ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager', { value: 'r2' }, 'r2', true],
  ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager', 'R2', 'r2', false],
  ['active', 'True', true, false],
  ['title', undefined, 'Countess', false],
] as const) {
  test(`${JSON.stringify(held)} is ${isSame ? '' : 'not '}what ${path} was to be, ${JSON.stringify(wanted)}`, () => {
    const target = targetPath(path);
    if (target === undefined) throw new Error(`${path} cannot be read`);
    expect(isSameValue(held, wanted, target)).toBe(isSame);
  });
}
