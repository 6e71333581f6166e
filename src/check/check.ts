import { type RuleId, requirementText } from '#catalogue';
import type { Need } from './capability.ts';

export interface CheckDetails {
  /** The requirements whose breach the check can show. It judges no others. */
  readonly judges: readonly [RuleId, ...RuleId[]];
  /** What the target must offer; without it the check is unsupported. */
  readonly needs?: readonly Need[];
  /** Checks without which this one means nothing; when one of them fails, this one is blocked. */
  readonly after?: readonly string[];
  readonly tags?: readonly `@${string}`[];
}

/** The details of a Playwright test, as `test(title, details, body)` takes them. */
export interface TestDetails {
  tag: string[];
  annotation: { type: string; description: string }[];
}

/**
 * Makes a test a check. It does not wrap `test`, so that a file and line, UI mode and traces point at the check itself.
 * The id is written whole in the spec; it becomes a tag, and so do the sections of the requirements (`@rfc7644/3.5.2`).
 */
export function check(id: string, { judges, needs = [], after = [], tags = [] }: CheckDetails): TestDetails {
  const sections = judges.map((requirement) => sectionTag(requirementText(requirement).section));
  return {
    tag: [...new Set([`@${id}`, ...sections, ...tags])],
    annotation: [
      { type: 'check', description: id },
      { type: 'judges', description: judges.join(' ') },
      ...(needs.length === 0 ? [] : [{ type: 'needs', description: needs.join(' ') }]),
      ...(after.length === 0 ? [] : [{ type: 'after', description: after.join(' ') }]),
    ],
  };
}

/** What the annotations of a test say of the check; undefined when it is none. */
export function checkOf(annotations: readonly { readonly type: string; readonly description?: string | undefined }[]):
  | {
      readonly id: string;
      readonly judges: readonly string[];
      readonly needs: readonly string[];
      readonly after: readonly string[];
    }
  | undefined {
  const words = (type: string) =>
    annotations.filter((each) => each.type === type).flatMap(({ description }) => description?.split(' ') ?? []);
  const [id] = words('check');
  return id === undefined ? undefined : { id, judges: words('judges'), needs: words('needs'), after: words('after') };
}

/** `rfc7644#section-3.5.2` as `@rfc7644/3.5.2`. */
function sectionTag(section: string): string {
  return `@${section.replace('#section-', '/')}`;
}
