import { check, type RuleId } from '#check';
import { onelogin } from '#simulators';
import { judgeOperation } from '../judge-operation.ts';
import type { OperationName } from '../operations.ts';
import { testAs } from '../provider-test.ts';

const test = testAs(onelogin);

/** Nobody has to approve anything, and roles are Groups. */
const options = {
  groupsIncluded: true,
  rules: '.*',
  'approvals.create': false,
  'approvals.update': false,
  'approvals.delete': false,
};

/** The check, the operation, the need that it shows, and what has to hold before it means anything. */
const rows: readonly (readonly [id: string, name: OperationName, judges: RuleId, ...after: string[]])[] = [
  ['onelogin-runs-connect', 'connect', 'onelogin-need-04', 'onelogin-connect'],
  ['onelogin-runs-match', 'match', 'onelogin-need-05', 'onelogin-match-inactive'],
  ['onelogin-runs-create', 'create', 'onelogin-need-11', 'onelogin-create'],
  ['onelogin-runs-update', 'update', 'onelogin-need-11', 'onelogin-update'],
  ['onelogin-runs-disable', 'disable', 'onelogin-need-09', 'onelogin-suspend'],
  ['onelogin-runs-enable', 'enable', 'onelogin-need-09', 'onelogin-suspend'],
  ['onelogin-runs-delete', 'delete', 'onelogin-need-16', 'onelogin-delete'],
  ['onelogin-runs-group-create', 'group create', 'onelogin-need-13', 'onelogin-group-create', 'onelogin-create'],
  ['onelogin-runs-member-add', 'member add', 'onelogin-need-14', 'onelogin-member-add'],
  ['onelogin-runs-member-remove', 'member remove', 'onelogin-need-15', 'onelogin-member-remove'],
];

for (const [id, name, judges, ...after] of rows) {
  test(
    `lets OneLogin do its part of ${name}`,
    check(id, {
      judges: [judges],
      needs: /group|member/.test(name) ? ['groups'] : [],
      after,
      tags: [`@row:${name.replace(' ', '-')}`],
    }),
    async ({ discovery, fresh, http, judge, target }) => {
      await judgeOperation({ simulator: onelogin, name, rule: judges, options, discovery, fresh, http, judge, target });
    },
  );
}

/** What OneLogin does not do, and the behaviour that says so. */
const never: readonly (readonly [id: string, name: OperationName, judges: RuleId, behaviour: string])[] = [
  ['onelogin-runs-password', 'password', 'onelogin-need-11', 'onelogin-create-09'],
  ['onelogin-runs-group-rename', 'group rename', 'onelogin-need-17', 'onelogin-group-08'],
  ['onelogin-runs-group-delete', 'group delete', 'onelogin-need-17', 'onelogin-group-08'],
  ['onelogin-runs-paging', 'paging', 'onelogin-need-12', 'onelogin-import-03'],
  ['onelogin-runs-rate-limit', 'rate limit', 'onelogin-need-21', 'onelogin-fail-01'],
];

for (const [id, name, judges, behaviour] of never) {
  test(
    `is asked for nothing by OneLogin in the way of ${name}`,
    check(id, { judges: [judges], tags: [`@row:${name.replace(' ', '-')}`] }),
    () => {
      test.skip(true, `OneLogin does not do it: ${behaviour}`);
    },
  );
}
