import { check, type RuleId } from '#check';
import { onelogin } from '#simulators';
import { judgeOperation } from '../judge-operation.ts';
import type { OperationName } from '../operations.ts';
import { testAs } from '../provider-test.ts';

const test = testAs(onelogin);

/** Nobody has to approve anything. */
const unattended = { 'approvals.create': false, 'approvals.update': false, 'approvals.delete': false };

/** The check, the operation, and the needs that it shows; or the behaviour that says why there is no such thing. */
const rows: readonly (readonly [id: string, name: OperationName, judges: RuleId, unlike?: string])[] = [
  ['onelogin-runs-connect', 'connect', 'onelogin-need-04'],
  ['onelogin-runs-match', 'match', 'onelogin-need-05'],
  ['onelogin-runs-create', 'create', 'onelogin-need-11'],
  ['onelogin-runs-update', 'update', 'onelogin-need-11'],
  ['onelogin-runs-disable', 'disable', 'onelogin-need-09'],
  ['onelogin-runs-enable', 'enable', 'onelogin-need-09'],
  ['onelogin-runs-delete', 'delete', 'onelogin-need-16'],
  ['onelogin-runs-password', 'password', 'onelogin-need-11', 'onelogin-create-09'],
  ['onelogin-runs-group-create', 'group create', 'onelogin-need-13'],
  ['onelogin-runs-member-add', 'member add', 'onelogin-need-14'],
  ['onelogin-runs-member-remove', 'member remove', 'onelogin-need-15'],
  ['onelogin-runs-group-rename', 'group rename', 'onelogin-need-17', 'onelogin-group-08'],
  ['onelogin-runs-group-delete', 'group delete', 'onelogin-need-17', 'onelogin-group-08'],
  ['onelogin-runs-paging', 'paging', 'onelogin-need-12', 'onelogin-import-03'],
  ['onelogin-runs-rate-limit', 'rate limit', 'onelogin-need-21', 'onelogin-fail-01'],
];

for (const [id, name, judges, unlike] of rows) {
  test(
    `lets OneLogin do its part of ${name}`,
    check(id, {
      judges: [judges],
      needs: /group|member/.test(name) ? ['groups'] : [],
      tags: [`@row:${name.replace(' ', '-')}`],
    }),
    async ({ fresh, http, judge, target }) => {
      test.skip(unlike !== undefined, `OneLogin does not do it: ${unlike}`);

      await judgeOperation({
        simulator: onelogin,
        name,
        rule: judges,
        options: { groupsIncluded: true, rules: '.*', ...unattended },
        fresh,
        http,
        judge,
        target,
      });
    },
  );
}
