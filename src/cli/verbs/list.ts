import { type Requirement, requirements } from '#catalogue';
import { scenarios, simulators } from '#simulators';
import { faultEffects } from '#wire';
import { listedChecks } from '../checks.ts';
import { notThere } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verbs.ts';

interface Row {
  readonly id: string;
  readonly says: string;
}

const kinds: Readonly<Record<string, () => readonly Row[]>> = {
  checks: () => listedChecks().map(({ title, ...check }) => ({ ...check, says: title })),
  requirements: () =>
    Object.entries<Requirement>(requirements).map(([id, { text, ...rest }]) => ({ id, ...rest, says: text })),
  idps: () => simulators.map(({ id, name }) => ({ id, says: name })),
  scenarios: () => Object.entries(scenarios).map(([id, scenario]) => ({ id, says: titleOf(scenario) })),
  faults: () => faultEffects.map(({ name, says, takes }) => ({ id: name, says, takes })),
};

export const list: Run = async ({ values, words, terminal }) => {
  const [kind = ''] = words;
  const rows = Object.hasOwn(kinds, kind) ? kinds[kind]?.() : undefined;
  if (rows === undefined) throw new UsageError(notThere('list', kind, Object.keys(kinds)));
  if (values.json === true) terminal.out(JSON.stringify(rows, null, 2));
  else for (const { id, says } of rows) terminal.out(`${id}  ${says}`);
  return 0;
};

function titleOf(scenario: object): string {
  return 'title' in scenario ? String(scenario.title) : '';
}
