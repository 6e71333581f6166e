import { check, type RuleId } from '#check';
import { google } from '#simulators';
import { judgeOperation } from '../judge-operation.ts';
import type { OperationName } from '../operations.ts';
import { testAs } from '../provider-test.ts';

const test = testAs(google);

/** The check, the operation, the need that it shows, and what has to hold before it means anything. */
const rows: readonly (readonly [id: string, name: OperationName, judges: RuleId, ...after: string[]])[] = [
  ['google-runs-match', 'match', 'google-need-10', 'google-adopt'],
  ['google-runs-create', 'create', 'google-need-05', 'google-create'],
  ['google-runs-update', 'update', 'google-need-07', 'google-update-put'],
  ['google-runs-disable', 'disable', 'google-need-07', 'google-suspend-then-delete'],
  ['google-runs-enable', 'enable', 'google-need-07', 'google-suspend-then-delete'],
  ['google-runs-delete', 'delete', 'google-need-07', 'google-suspend-then-delete'],
];

for (const [id, name, judges, ...after] of rows) {
  test(
    `lets Google do its part of ${name}`,
    check(id, {
      judges: [judges],
      needs: /group|member/.test(name) ? ['groups'] : [],
      after,
      tags: [`@row:${name.replace(' ', '-')}`],
    }),
    async ({ discovery, fresh, http, judge, target }) => {
      await judgeOperation({ simulator: google, name, rule: judges, discovery, fresh, http, judge, target });
    },
  );
}

/** What Google does not do, and the behaviour that says so. */
const never: readonly (readonly [id: string, name: OperationName, judges: RuleId, behaviour: string])[] = [
  ['google-runs-connect', 'connect', 'google-need-12', 'google-connect-01'],
  ['google-runs-password', 'password', 'google-need-06', 'google-attr-01'],
  ['google-runs-group-create', 'group create', 'google-need-08', 'google-group-01'],
  ['google-runs-member-add', 'member add', 'google-need-08', 'google-group-01'],
  ['google-runs-member-remove', 'member remove', 'google-need-08', 'google-group-01'],
  ['google-runs-group-rename', 'group rename', 'google-need-08', 'google-group-01'],
  ['google-runs-group-delete', 'group delete', 'google-need-08', 'google-group-01'],
  ['google-runs-paging', 'paging', 'google-need-03', 'google-import-01'],
  ['google-runs-rate-limit', 'rate limit', 'google-need-07', 'google-fail-02'],
];

for (const [id, name, judges, behaviour] of never) {
  test(
    `is asked for nothing by Google in the way of ${name}`,
    check(id, { judges: [judges], tags: [`@row:${name.replace(' ', '-')}`] }),
    () => {
      test.skip(true, `Google does not do it: ${behaviour}`);
    },
  );
}
