import { isObject } from '#scim';

/**
 * What differs between a run and the shards of the same, merged; empty when nothing does but times and names that each
 * run makes up. Both are the text of a run file.
 */
export function differencesOf(whole: string, merged: string): readonly string[] {
  const [one, other] = [lasting(whole), lasting(merged)];
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((key) =>
    one.get(key) === other.get(key)
      ? []
      : [`${key}: ${one.get(key) ?? 'missing'} and not ${other.get(key) ?? 'missing'}`],
  );
}

/** What stays the same from run to run: no times, and of findings what a baseline knows them by. */
function lasting(text: string): ReadonlyMap<string, string> {
  const run: unknown = JSON.parse(text);
  if (!isObject(run) || !Array.isArray(run.checks)) throw new Error('this is no run file');
  const facts = ['kind', 'tool', 'target', 'seed', 'failOn', 'selection', 'exit', 'summary', 'requirements', 'choices'];
  const checks = run.checks.filter(isObject).map((check): [string, string] => {
    const { durationMs, startedAt, findings, overruled, ...rest } = check;
    return [
      `check ${check.id}`,
      JSON.stringify(inOrder({ ...rest, findings: kindsOf(findings), overruled: isObject(overruled) })),
    ];
  });
  return new Map([...facts.map((fact): [string, string] => [fact, JSON.stringify(inOrder(run[fact]))]), ...checks]);
}

function kindsOf(findings: unknown): readonly string[] {
  const all = Array.isArray(findings) ? findings.filter(isObject) : [];
  return [...new Set(all.map(({ requirement, verdict, kind }) => `${requirement} ${verdict} ${kind ?? ''}`))].sort();
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, inOrder(member)]),
  );
}
