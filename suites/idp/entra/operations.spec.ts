import { check, type RuleId } from '#check';
import { entra } from '#simulators';
import { judgeOperation } from '../judge-operation.ts';
import type { OperationName } from '../operations.ts';
import { testAs } from '../provider-test.ts';

const test = testAs(entra);

/** The check, the operation, and the needs that it shows; or the behaviour that says why there is no such thing. */
const rows: readonly (readonly [id: string, name: OperationName, judges: RuleId, unlike?: string])[] = [
  ['entra-runs-connect', 'connect', 'entra-need-01'],
  ['entra-runs-match', 'match', 'entra-need-44'],
  ['entra-runs-create', 'create', 'entra-need-13'],
  ['entra-runs-update', 'update', 'entra-need-18'],
  ['entra-runs-disable', 'disable', 'entra-need-17'],
  ['entra-runs-enable', 'enable', 'entra-need-29'],
  ['entra-runs-delete', 'delete', 'entra-need-30'],
  ['entra-runs-password', 'password', 'entra-need-13', 'entra-create-03'],
  ['entra-runs-group-create', 'group create', 'entra-need-09'],
  ['entra-runs-member-add', 'member add', 'entra-need-33'],
  ['entra-runs-member-remove', 'member remove', 'entra-need-34'],
  ['entra-runs-group-rename', 'group rename', 'entra-need-36'],
  ['entra-runs-group-delete', 'group delete', 'entra-need-37'],
  ['entra-runs-rate-limit', 'rate limit', 'entra-need-42'],
];

for (const [id, name, judges, unlike] of rows) {
  test(
    `lets Entra ID do its part of ${name}`,
    check(id, {
      judges: [judges],
      needs: /group|member/.test(name) ? ['groups'] : [],
      tags: [`@row:${name.replace(' ', '-')}`],
    }),
    async ({ fresh, http, judge, target }) => {
      test.skip(unlike !== undefined, `Entra ID does not do it: ${unlike}`);

      await judgeOperation({ simulator: entra, name, rule: judges, fresh, http, judge, target });
    },
  );
}
