/** What may differ between then and now without meaning anything. */
export interface IgnoreRule {
  /** The endpoint that it holds for; undefined for any. */
  readonly endpoint?: string | undefined;
  /** A JSON pointer of the body; `*` is one name or index, `**` any number of them. */
  readonly path: string;
  /** `value`: any value, and also none. `order`: the elements of a list may come in any order. `text`: any other text. */
  readonly ignores: 'value' | 'order' | 'text';
  readonly why: string;
}

/** What every target makes anew each time. Ids are not here: they are compared by what they stand for. */
export const usualRules: readonly IgnoreRule[] = [
  { path: '/**/meta/created', ignores: 'value', why: 'a time' },
  { path: '/**/meta/lastModified', ignores: 'value', why: 'a time' },
  { path: '/**/meta/version', ignores: 'value', why: 'a version' },
  { path: '/**/meta/location', ignores: 'value', why: 'a URL with an id' },
  { path: '/**/$ref', ignores: 'value', why: 'a URL with an id' },
  { path: '/**/location', ignores: 'value', why: 'a URL with an id' },
  { path: '/Operations/*/version', ignores: 'value', why: 'a version' },
  { path: '/nextCursor', ignores: 'text', why: 'a cursor' },
  { path: '/previousCursor', ignores: 'text', why: 'a cursor' },
  { path: '/detail', ignores: 'value', why: 'a text for people' },
  { path: '/**/schemas', ignores: 'order', why: 'a set' },
  { path: '/Resources', ignores: 'order', why: 'a list without an order of its own' },
  { path: '/**/members', ignores: 'order', why: 'a set' },
  { path: '/**/groups', ignores: 'order', why: 'a set' },
  { path: '/**/emails', ignores: 'order', why: 'a set' },
  { path: '/**/phoneNumbers', ignores: 'order', why: 'a set' },
  { path: '/**/addresses', ignores: 'order', why: 'a set' },
  { path: '/**/roles', ignores: 'order', why: 'a set' },
  { path: '/**/entitlements', ignores: 'order', why: 'a set' },
];

/**
 * Reads a rule as one types it: `/meta/*`, `Users /title`, `order /members`.
 * @throws RangeError with what was given and what is expected
 */
export function readRule(text: string): IgnoreRule {
  const words = text.trim().split(/\s+/);
  const path = words.pop() ?? '';
  if (!path.startsWith('/')) throw new RangeError(`"${text}" is no rule; it looks like "/meta/*" or "Users /title"`);
  const ignores = words[0] === 'order' ? 'order' : 'value';
  const [endpoint, more] = words[0] === 'order' ? words.slice(1) : words;
  if (more !== undefined) throw new RangeError(`"${text}" is no rule: before the path stands an endpoint and no more`);
  return { ...(endpoint === undefined ? {} : { endpoint }), path, ignores, why: 'a rule of yours' };
}

/** The rules that hold at a place of a body, for answers of one endpoint. */
export function rulesAt(
  rules: readonly IgnoreRule[],
  endpoint: string | undefined,
): (pointer: string) => ReadonlySet<IgnoreRule['ignores']> {
  const held = rules
    .filter((rule) => rule.endpoint === undefined || rule.endpoint === endpoint)
    .map((rule) => ({ ignores: rule.ignores, pattern: patternOf(rule.path) }));
  return (pointer) => new Set(held.filter(({ pattern }) => pattern.test(pointer)).map(({ ignores }) => ignores));
}

function patternOf(path: string): RegExp {
  const source = path
    .split('/')
    .slice(1)
    .map((part) => (part === '**' ? '(?:/[^/]*)*' : `/${part.split('*').map(escaped).join('[^/]*')}`))
    .join('');
  return new RegExp(`^${source}$`);
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
