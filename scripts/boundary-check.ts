import { cruise, type IForbiddenRuleType, type IViolation } from 'dependency-cruiser';
import { type Law, laws, type Room, rooms } from './boundaries.ts';

const tests = String.raw`\.(test|peer|page)\.ts$`;
const ours = '^(src|simulators|suites|reports|fixtures|bench|scripts)/';

/** Prints every import that the table of rooms or a law forbids, and what to do instead. */
type IForbiddenRule = Extract<IForbiddenRuleType, { to: unknown }>;

const forbidden = [...Object.entries<Room>(rooms).flatMap(roomRule), ...laws.map(lawRule)];
const instead = new Map(forbidden.map((rule) => [rule.name, rule.comment]));
const result = await cruise(['src', 'simulators', 'suites', 'reports', 'fixtures', 'bench', 'scripts'], {
  ruleSet: { forbidden },
  validate: true,
  parser: 'swc',
  doNotFollow: { path: 'node_modules' },
  enhancedResolveOptions: { exportsFields: ['exports'] },
});

if (typeof result.output === 'string') throw new Error('dependency-cruiser gave text where data was expected');
for (const violation of result.output.summary.violations) console.log(sentence(violation));
console.log(`${result.output.summary.totalCruised} files, ${result.output.summary.totalDependenciesCruised} imports`);
process.exitCode = result.output.summary.violations.length > 0 ? 1 : 0;

function roomRule([name, room]: [string, Room]): IForbiddenRuleType[] {
  if (room.mayEnter.includes('*')) return [];
  const open = [room.folder, ...room.mayEnter.map(folderOf)].map((folder) => `^${folder}/`);
  return [
    {
      name: `${name}-enters-only-its-rooms`,
      severity: 'error',
      comment: `${room.folder} may import ${room.mayEnter.join(', ') || 'nothing of ours'}; see scripts/boundaries.ts.`,
      from: { path: `^${room.folder}/`, pathNot: tests },
      to: { path: ours, pathNot: open },
    },
  ];
}

function lawRule(law: Law): IForbiddenRuleType {
  return {
    name: law.name,
    severity: 'error',
    comment: law.instead,
    from: { path: law.from, pathNot: [tests, ...(law.except ?? [])] },
    to: target(law),
  };
}

function target(law: Law): IForbiddenRule['to'] {
  if (law.reach === true) return { path: law.to, reachable: true };
  if (law.to === '^node:') return { dependencyTypes: ['core'] };
  return { path: law.to, ...(law.toExcept === undefined ? {} : { pathNot: [...law.toExcept] }) };
}

function folderOf(name: string): string {
  const room = Object.entries<Room>(rooms).find(([key]) => key === name)?.[1];
  if (room === undefined) throw new Error(`the boundary table names a room "${name}" that it does not list`);
  return room.folder;
}

function sentence(violation: IViolation): string {
  const via = violation.via?.map((step) => step.name).join(' → ');
  return `${violation.from} → ${via ?? violation.to}\n    ${violation.rule.name}: ${instead.get(violation.rule.name) ?? ''}`;
}
