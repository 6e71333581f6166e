import { readFileSync } from 'node:fs';

/** One check, as suites/checks.json lists it. `npm run docs` writes that file from the runner's own listing. */
export interface ListedCheck {
  readonly id: string;
  readonly title: string;
  /** `suites/patch/remove.spec.ts` */
  readonly file: string;
  readonly line: number;
  readonly judges: readonly string[];
  readonly needs: readonly string[];
  readonly after: readonly string[];
  readonly tags: readonly string[];
}

/** Every check there is, in the order of the files. */
export function listedChecks(): readonly ListedCheck[] {
  const file = new URL('../../suites/checks.json', import.meta.url);
  const { checks }: { readonly checks: readonly ListedCheck[] } = JSON.parse(readFileSync(file, 'utf8'));
  return checks;
}
