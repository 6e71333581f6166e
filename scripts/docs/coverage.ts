import { linkOf, type Requirement, type RequirementId, reasons, requirements } from '#catalogue';
import type { ListedCheck } from '#cli';
import { mutants } from '../../fixtures/faulty/mutant.ts';

const levels = ['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY', 'DEFINES'] as const;

/** A requirement that binds a server, and who looks after it. */
interface Row extends Requirement {
  readonly id: RequirementId;
  readonly checks: readonly string[];
  /** Why there are none. */
  readonly reason: string | undefined;
  /** The seeded faults that break it. */
  readonly faults: readonly string[];
}

/** docs/coverage.md: which requirement is judged by which checks, and why the others are not. */
export function coverage(checks: readonly ListedCheck[]): string {
  const rows = rowsFrom(checks);
  const judged = rows.filter((row) => row.checks.length > 0);
  const fromOutside = rows.filter(({ testable }) => testable !== 'no');
  const seeded = judged.filter(({ faults }) => faults.length > 0);
  return [
    '# Coverage',
    '',
    `${checks.length} checks judge ${judged.length} of the ${rows.length} requirements that bind a server, and ${count(fromOutside, isJudged)} of the ${fromOutside.length} that requests alone can show. Each of the others says why not. ${mutants.length} servers with a fault break ${seeded.length} of those that are judged. Written by \`npm run docs\`.`,
    '',
    '| level | judged | of | with a seeded fault |',
    '|---|---:|---:|---:|',
    ...levels.map((level) =>
      countsOf(
        level,
        rows.filter((row) => row.level === level),
      ),
    ),
    '',
    '| section | judged | of | with a seeded fault |',
    '|---|---:|---:|---:|',
    ...[...Map.groupBy(rows, ({ section }) => section)].map(([section, inSection]) =>
      countsOf(titleOf(section), inSection),
    ),
    '',
    ...[...Map.groupBy(rows, ({ section }) => section)].flatMap(([section, inSection]) => [
      `## ${titleOf(section)}`,
      '',
      '| requirement | level | says | checks | seeded faults |',
      '|---|---|---|---|---|',
      ...inSection.map(lineOf),
      '',
    ]),
  ].join('\n');
}

/** In one sentence each: requirements with neither a check nor a reason, and those with both. */
export function gapsIn(checks: readonly ListedCheck[]): readonly string[] {
  return rowsFrom(checks).flatMap(({ id, checks: judges, reason }) => {
    if (judges.length === 0 && reason === undefined)
      return [`${id} has no check, and no reason in src/catalogue/reasons`];
    if (judges.length > 0 && reason !== undefined)
      return [`${id} has a reason, and yet ${judges.join(', ')} judges it`];
    return [];
  });
}

function rowsFrom(checks: readonly ListedCheck[]): readonly Row[] {
  return Object.entries<Requirement>(requirements).flatMap(([id, requirement]) => {
    if (!isRequirement(id) || (requirement.binds !== 'server' && requirement.binds !== 'both')) return [];
    return {
      ...requirement,
      id,
      checks: checks.filter(({ judges }) => judges.includes(id)).map((check) => check.id),
      reason: reasons[id],
      faults: mutants.filter(({ breaks }) => breaks === id).map((mutant) => mutant.id),
    };
  });
}

function isJudged({ checks }: Row): boolean {
  return checks.length > 0;
}

function count(rows: readonly Row[], is: (row: Row) => boolean): number {
  return rows.filter(is).length;
}

function countsOf(what: string, rows: readonly Row[]): string {
  const seeded = count(rows, (row) => isJudged(row) && row.faults.length > 0);
  return `| ${what} | ${count(rows, isJudged)} | ${rows.length} | ${seeded} |`;
}

/** `rfc7644#section-3.5.2` as `RFC 7644 §3.5.2`. */
function titleOf(section: string): string {
  return section.replace('#section-', ' §').replace('rfc', 'RFC ');
}

function lineOf({ id, level, text, checks, reason, faults }: Row): string {
  const codes = (ids: readonly string[]) => ids.map((each) => `\`${each}\``).join(', ');
  const judges = checks.length > 0 ? codes(checks) : `*none: ${reason ?? ''}*`;
  return `| [${id}](${linkOf(id)}) | ${level} | ${text.replaceAll('|', '\\|')} | ${judges} | ${codes(faults)} |`;
}

function isRequirement(id: string): id is RequirementId {
  return Object.hasOwn(requirements, id);
}
