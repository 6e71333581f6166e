import { check, type RuleId } from '#check';
import { entra } from '#simulators';
import { judgeOperation } from '../judge-operation.ts';
import type { OperationName } from '../operations.ts';
import { testAs } from '../provider-test.ts';

const test = testAs(entra);

/** The check, the operation, the need that it shows, and what has to hold before it means anything. */
const rows: readonly (readonly [id: string, name: OperationName, judges: RuleId, ...after: string[]])[] = [
  ['entra-runs-connect', 'connect', 'entra-need-01', 'entra-probe-groups'],
  ['entra-runs-match', 'match', 'entra-need-44', 'entra-adopt', 'entra-update-new-email'],
  ['entra-runs-create', 'create', 'entra-need-13', 'entra-create'],
  ['entra-runs-update', 'update', 'entra-need-18', 'entra-update-add-is-replace'],
  ['entra-runs-disable', 'disable', 'entra-need-17', 'entra-disable-word'],
  ['entra-runs-enable', 'enable', 'entra-need-29', 'entra-enable'],
  ['entra-runs-delete', 'delete', 'entra-need-30', 'entra-disable-word'],
  ['entra-runs-group-create', 'group create', 'entra-need-09', 'entra-group-create'],
  ['entra-runs-member-add', 'member add', 'entra-need-33', 'entra-member-add'],
  ['entra-runs-member-remove', 'member remove', 'entra-need-34', 'entra-member-remove-list'],
  ['entra-runs-group-rename', 'group rename', 'entra-need-36', 'entra-group-rename'],
  ['entra-runs-group-delete', 'group delete', 'entra-need-37', 'entra-group-delete'],
  ['entra-runs-rate-limit', 'rate limit', 'entra-need-42', 'entra-burst'],
];

for (const [id, name, judges, ...after] of rows) {
  test(
    `lets Entra ID do its part of ${name}`,
    check(id, {
      judges: [judges],
      needs: /group|member/.test(name) ? ['groups'] : [],
      after,
      tags: [`@row:${name.replace(' ', '-')}`],
    }),
    async ({ discovery, fresh, http, judge, target }) => {
      await judgeOperation({ simulator: entra, name, rule: judges, discovery, fresh, http, judge, target });
    },
  );
}

/** What Entra ID does not do, and the behaviour that says so. */
const never: readonly (readonly [id: string, name: OperationName, judges: RuleId, behaviour: string])[] = [
  ['entra-runs-password', 'password', 'entra-need-13', 'entra-create-03'],
];

for (const [id, name, judges, behaviour] of never) {
  test(
    `is asked for nothing by Entra ID in the way of ${name}`,
    check(id, { judges: [judges], tags: [`@row:${name.replace(' ', '-')}`] }),
    () => {
      test.skip(true, `Entra ID does not do it: ${behaviour}`);
    },
  );
}
