import { check, type RuleId } from '#check';
import { okta } from '#simulators';
import { judgeOperation } from '../judge-operation.ts';
import type { OperationName } from '../operations.ts';
import { testAs } from '../provider-test.ts';

const test = testAs(okta);

/** The check, the operation, and the needs that it shows; or the behaviour that says why there is no such thing. */
const rows: readonly (readonly [id: string, name: OperationName, judges: RuleId, unlike?: string])[] = [
  ['okta-runs-connect', 'connect', 'okta-need-01'],
  ['okta-runs-match', 'match', 'okta-need-47'],
  ['okta-runs-create', 'create', 'okta-need-10'],
  ['okta-runs-update', 'update', 'okta-need-15'],
  ['okta-runs-disable', 'disable', 'okta-need-17'],
  ['okta-runs-enable', 'enable', 'okta-need-19'],
  ['okta-runs-delete', 'delete', 'okta-need-19', 'okta-active-05'],
  ['okta-runs-password', 'password', 'okta-need-10'],
  ['okta-runs-group-create', 'group create', 'okta-need-22'],
  ['okta-runs-member-add', 'member add', 'okta-need-24'],
  ['okta-runs-member-remove', 'member remove', 'okta-need-24'],
  ['okta-runs-group-rename', 'group rename', 'okta-need-26'],
  ['okta-runs-group-delete', 'group delete', 'okta-need-31'],
  ['okta-runs-rate-limit', 'rate limit', 'okta-need-38'],
];

for (const [id, name, judges, unlike] of rows) {
  test(
    `lets Okta do its part of ${name}`,
    check(id, {
      judges: [judges],
      needs: /group|member/.test(name) ? ['groups'] : [],
      tags: [`@row:${name.replace(' ', '-')}`],
    }),
    async ({ fresh, http, judge, target }) => {
      test.skip(unlike !== undefined, `Okta does not do it: ${unlike}`);

      await judgeOperation({
        simulator: okta,
        name,
        rule: judges,
        options: { passwordSync: 'okta' },
        fresh,
        http,
        judge,
        target,
      });
    },
  );
}
