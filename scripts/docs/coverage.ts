import { linkOf, type Requirement, type RequirementId, requirements } from '#catalogue';
import type { ListedCheck } from './checks.ts';

const levels = ['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY', 'DEFINES'] as const;

/** docs/coverage.md: which requirement is judged by which checks. */
export function coverage(checks: readonly ListedCheck[]): string {
  const rows = Object.entries<Requirement>(requirements).filter(
    ([, { binds }]) => binds === 'server' || binds === 'both',
  );
  const judges = new Map<string, string[]>();
  for (const { id, judges: judged } of checks) {
    for (const requirement of judged) judges.set(requirement, [...(judges.get(requirement) ?? []), id]);
  }
  const judged = rows.filter(([id]) => judges.has(id));
  return [
    '# Coverage',
    '',
    `${checks.length} checks judge ${judged.length} of the ${rows.length} requirements that bind a server. Written by \`npm run docs\`.`,
    '',
    '| level | judged | of |',
    '|---|---:|---:|',
    ...levels.map((level) => `| ${level} | ${count(judged, level)} | ${count(rows, level)} |`),
    '',
    ...[...Map.groupBy(rows, ([, { section }]) => section)].flatMap(([section, inSection]) => [
      `## ${section.replace('#section-', ' §').replace('rfc', 'RFC ')}`,
      '',
      '| requirement | level | says | checks |',
      '|---|---|---|---|',
      ...inSection.map(([id, row]) => requirementRow(id, row, judges.get(id) ?? [])),
      '',
    ]),
  ].join('\n');
}

function count(rows: readonly (readonly [string, Requirement])[], level: string): number {
  return rows.filter(([, row]) => row.level === level).length;
}

function requirementRow(id: string, { level, text }: Requirement, checks: readonly string[]): string {
  const link = isRequirement(id) ? `[${id}](${linkOf(id)})` : id;
  return `| ${link} | ${level} | ${text.replaceAll('|', '\\|')} | ${checks.map((check) => `\`${check}\``).join(', ')} |`;
}

function isRequirement(id: string): id is RequirementId {
  return Object.hasOwn(requirements, id);
}
