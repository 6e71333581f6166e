import { checkOf } from '#check';
import type { ListedCheck } from '#cli';
import { run } from '../child.ts';

interface ListedSuite {
  readonly specs?: readonly ListedSpec[];
  readonly suites?: readonly ListedSuite[];
}

interface ListedSpec {
  readonly title: string;
  readonly file: string;
  readonly line: number;
  readonly tags: readonly string[];
  readonly tests: readonly {
    readonly annotations: readonly { readonly type: string; readonly description?: string }[];
  }[];
}

/**
 * Every check, as the runner itself lists them.
 * @throws Error with the runner's words, when it cannot list
 */
export async function listChecks(): Promise<readonly ListedCheck[]> {
  const args = ['test', '--config', 'src/config/suite.playwright.config.ts', '--list', '--reporter=json'];
  const { code, output } = await run('playwright', args, { env: { SCIMULATE_TARGET_URL: 'http://127.0.0.1/scim/v2' } });
  if (code !== 0) throw new Error(`the runner cannot list the checks:\n${output}`);
  const listing: ListedSuite = JSON.parse(output.slice(output.indexOf('{')));
  const checks = specsOf(listing).flatMap((spec) => checkFrom(spec));
  return checks.sort((a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.id, b.id));
}

function specsOf({ specs = [], suites = [] }: ListedSuite): readonly ListedSpec[] {
  return [...specs, ...suites.flatMap(specsOf)];
}

function checkFrom({ title, file, line, tags, tests }: ListedSpec): ListedCheck[] {
  const check = checkOf(tests[0]?.annotations ?? []);
  if (check === undefined) return [];
  return [{ ...check, title, file: `suites/${file}`, line, tags: tags.map((tag) => `@${tag.replace(/^@/, '')}`) }];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
