import { check, type RuleId } from '#check';
import { google } from '#simulators';
import { judgeOperation } from '../judge-operation.ts';
import type { OperationName } from '../operations.ts';
import { testAs } from '../provider-test.ts';

const test = testAs(google);

/** The check, the operation, and the needs that it shows; or the behaviour that says why there is no such thing. */
const rows: readonly (readonly [id: string, name: OperationName, judges: RuleId, unlike?: string])[] = [
  ['google-runs-connect', 'connect', 'google-need-12', 'google-connect-01'],
  ['google-runs-match', 'match', 'google-need-10'],
  ['google-runs-create', 'create', 'google-need-05'],
  ['google-runs-update', 'update', 'google-need-07'],
  ['google-runs-disable', 'disable', 'google-need-07'],
  ['google-runs-enable', 'enable', 'google-need-07'],
  ['google-runs-delete', 'delete', 'google-need-07'],
  ['google-runs-password', 'password', 'google-need-06', 'google-attr-01'],
  ['google-runs-group-create', 'group create', 'google-need-08', 'google-group-01'],
  ['google-runs-member-add', 'member add', 'google-need-08', 'google-group-01'],
  ['google-runs-member-remove', 'member remove', 'google-need-08', 'google-group-01'],
  ['google-runs-group-rename', 'group rename', 'google-need-08', 'google-group-01'],
  ['google-runs-group-delete', 'group delete', 'google-need-08', 'google-group-01'],
  ['google-runs-paging', 'paging', 'google-need-03', 'google-import-01'],
  ['google-runs-rate-limit', 'rate limit', 'google-need-07', 'google-fail-02'],
];

for (const [id, name, judges, unlike] of rows) {
  test(
    `lets Google do its part of ${name}`,
    check(id, {
      judges: [judges],
      needs: /group|member/.test(name) ? ['groups'] : [],
      tags: [`@row:${name.replace(' ', '-')}`],
    }),
    async ({ fresh, http, judge, target }) => {
      test.skip(unlike !== undefined, `Google does not do it: ${unlike}`);

      await judgeOperation({ simulator: google, name, rule: judges, fresh, http, judge, target });
    },
  );
}
