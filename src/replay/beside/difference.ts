import type { Pair, Unlike } from './compare.ts';

/** A way in which a provider differs from its simulator, with all requests that show it. */
export interface Habit {
  readonly at: string;
  readonly recorded: string;
  readonly simulated: string;
  /** The requests, as `PATCH /Groups/Engineering`. */
  readonly seen: readonly string[];
}

/** The differences of all pairs, the same ones together, the most frequent first. */
export function habitsOf(pairs: readonly Pair[]): readonly Habit[] {
  const habits = new Map<string, { at: string; recorded: string; simulated: string; seen: string[] }>();
  for (const { request, recorded, simulated, unlike } of pairs) {
    const all: readonly Unlike[] =
      simulated === undefined
        ? [{ at: 'request', recorded: shapeOf(request), simulated: 'nothing' }]
        : recorded === undefined
          ? [{ at: 'request', recorded: 'nothing', simulated: shapeOf(request) }]
          : unlike;
    for (const each of all) {
      const place = each.at.replace(/\/\d+/g, '/*');
      const key = JSON.stringify([place, each.recorded, each.simulated]);
      const habit = habits.get(key) ?? { ...each, at: place, seen: [] };
      habit.seen.push(request);
      habits.set(key, habit);
    }
  }
  return [...habits.values()].toSorted((left, right) => right.seen.length - left.seen.length);
}

/** The kind of a request, without whom it is about. */
function shapeOf(request: string): string {
  return request.replace(/<[^>]*>|(?<= for ).*$/g, '…');
}

/** A text that can be filed as it is: what the provider does, what the simulator does, and the requests that show it. */
export function differenceText(name: string, pairs: readonly Pair[]): string {
  const same = pairs.filter(
    ({ recorded, simulated, unlike }) => recorded !== undefined && simulated !== undefined && unlike.length === 0,
  ).length;
  const habits = habitsOf(pairs);
  const lines = [`# ${name}: recorded beside simulated`, '', `${same} of ${pairs.length} requests are the same.`, ''];
  for (const { at, recorded, simulated, seen } of habits) {
    lines.push(
      `## ${at}`,
      '',
      `- recorded: \`${recorded}\``,
      `- simulated: \`${simulated}\``,
      `- seen ${seen.length} times, first at \`${seen[0] ?? ''}\``,
      '',
    );
  }
  if (habits.length === 0) lines.push('No difference was found.', '');
  return lines.join('\n');
}
