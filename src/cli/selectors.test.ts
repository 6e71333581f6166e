import { expect, test } from '@playwright/test';
import type { ListedCheck } from './checks.ts';
import { selected } from './selectors.ts';
import { UsageError } from './usage-error.ts';

const checks = [
  check('user-create', 'suites/users/create.spec.ts', '@rfc7644/3.3', '@smoke'),
  check('patch-remove', 'suites/patch/remove.spec.ts', '@rfc7644/3.5.2'),
  check('patch-remove-value', 'suites/patch/remove.spec.ts', '@rfc7644/3.5.2.2'),
  check('entra-hire', 'suites/idp/entra/hire.spec.ts', '@rfc7644/3.30'),
];
const ids = (...selectors: string[]) => selected(selectors, checks).map(({ id }) => id);

for (const [selector, expected] of [
  ['users', ['user-create']],
  ['patch/remove', ['patch-remove', 'patch-remove-value']],
  ['idp', ['entra-hire']],
  ['idp/entra', ['entra-hire']],
  ['rfc7644/3.5.2', ['patch-remove', 'patch-remove-value']],
  ['rfc7644/3.5.2.2', ['patch-remove-value']],
  ['rfc7644/3.3', ['user-create']],
  ['@smoke', ['user-create']],
  ['smoke', ['user-create']],
  ['patch-remove', ['patch-remove']],
] as const) {
  test(`selects by ${selector}`, () => expect(ids(selector)).toEqual(expected));
}

test('takes all without a selector, and the union of several', () => {
  expect(ids()).toHaveLength(4);
  expect(ids('smoke', 'patch-remove', 'users')).toEqual(['user-create', 'patch-remove']);
});

test('refuses a selector that names nothing, and tells the nearest', () => {
  expect(() => ids('users', 'patsh')).toThrow(UsageError);
  expect(() => ids('users', 'patsh')).toThrow(/"patsh"; did you mean "patch"\?/);
});

function check(id: string, file: string, ...tags: string[]): ListedCheck {
  return { id, title: '', file, line: 1, judges: [], needs: [], after: [], tags: [`@${id}`, ...tags] };
}
