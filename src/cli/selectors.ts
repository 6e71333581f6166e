import { type ListedCheck, listedChecks } from './checks.ts';
import { notThere } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/**
 * The checks that selectors name: an RFC section (with what stands below it), a suite, a check id or a tag; several are
 * a union, none is all.
 * @throws UsageError with the nearest name for a selector that names nothing
 */
export function selected(
  selectors: readonly string[],
  checks: readonly ListedCheck[] = listedChecks(),
): readonly ListedCheck[] {
  if (selectors.length === 0) return checks;
  for (const selector of selectors) {
    if (!checks.some((check) => isNamedBy(check, selector))) {
      throw new UsageError(notThere('check, suite, section or tag', selector, namesOf(checks)));
    }
  }
  return checks.filter((check) => selectors.some((selector) => isNamedBy(check, selector)));
}

function isNamedBy(check: ListedCheck, selector: string): boolean {
  const bare = selector.replace(/^@/, '').replace(/\/$/, '');
  if (check.id === bare || isIn(suiteOf(check), bare)) return true;
  return check.tags.some((tag) => tag === `@${bare}` || (isSection(bare) && tag.startsWith(`@${bare}.`)));
}

/** `suites/idp/entra/hire.spec.ts` is in the suites idp, idp/entra and idp/entra/hire. */
function suiteOf(check: ListedCheck): string {
  return check.file.replace(/^suites\//, '').replace(/\.spec\.[jt]s$/, '');
}

function isIn(suite: string, name: string): boolean {
  return suite === name || suite.startsWith(`${name}/`);
}

function isSection(name: string): boolean {
  return /^rfc\d+\/[\d.]+$/.test(name);
}

function namesOf(checks: readonly ListedCheck[]): string[] {
  const suites = checks.map((check) => suiteOf(check).split('/')[0] ?? '');
  return [...new Set([...suites, ...checks.flatMap(({ id, tags }) => [id, ...tags.map((tag) => tag.slice(1))])])];
}
