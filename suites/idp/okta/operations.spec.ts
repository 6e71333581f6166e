import { check, type RuleId } from '#check';
import { okta } from '#simulators';
import { judgeOperation } from '../judge-operation.ts';
import type { OperationName } from '../operations.ts';
import { testAs } from '../provider-test.ts';

const test = testAs(okta);

/** The check, the operation, the need that it shows, and what has to hold before it means anything. */
const rows: readonly (readonly [id: string, name: OperationName, judges: RuleId, ...after: string[]])[] = [
  ['okta-runs-connect', 'connect', 'okta-need-01'],
  ['okta-runs-match', 'match', 'okta-need-47', 'okta-link'],
  ['okta-runs-create', 'create', 'okta-need-10', 'okta-create'],
  ['okta-runs-update', 'update', 'okta-need-15', 'okta-update'],
  ['okta-runs-disable', 'disable', 'okta-need-17', 'okta-deactivate-patch'],
  ['okta-runs-enable', 'enable', 'okta-need-19', 'okta-return-patch'],
  ['okta-runs-password', 'password', 'okta-need-10', 'okta-update'],
  ['okta-runs-group-create', 'group create', 'okta-need-22', 'okta-group-create'],
  ['okta-runs-member-add', 'member add', 'okta-need-24', 'okta-member-changes'],
  ['okta-runs-member-remove', 'member remove', 'okta-need-24', 'okta-member-changes'],
  ['okta-runs-group-rename', 'group rename', 'okta-need-26', 'okta-group-rename'],
  ['okta-runs-group-delete', 'group delete', 'okta-need-31', 'okta-group-delete'],
  ['okta-runs-rate-limit', 'rate limit', 'okta-need-38'],
];

for (const [id, name, judges, ...after] of rows) {
  test(
    `lets Okta do its part of ${name}`,
    check(id, {
      judges: [judges],
      // Who says that passwords are not taken is not sent any: the administrator leaves that switch off.
      needs: name === 'password' ? ['changePassword'] : /group|member/.test(name) ? ['groups'] : [],
      after,
      tags: [`@row:${name.replace(' ', '-')}`],
    }),
    async ({ discovery, fresh, http, judge, target }) => {
      await judgeOperation({
        simulator: okta,
        name,
        rule: judges,
        options: { passwordSync: 'okta' },
        discovery,
        fresh,
        http,
        judge,
        target,
      });
    },
  );
}

/** What Okta does not do, and the behaviour that says so. */
const never: readonly (readonly [id: string, name: OperationName, judges: RuleId, behaviour: string])[] = [
  ['okta-runs-delete', 'delete', 'okta-need-19', 'okta-active-05'],
];

for (const [id, name, judges, behaviour] of never) {
  test(
    `is asked for nothing by Okta in the way of ${name}`,
    check(id, { judges: [judges], tags: [`@row:${name.replace(' ', '-')}`] }),
    () => {
      test.skip(true, `Okta does not do it: ${behaviour}`);
    },
  );
}
