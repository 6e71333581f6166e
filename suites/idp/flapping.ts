import type { Answer } from '#check';
import { membersOf } from './seen.ts';

/** One look at a Group after somebody was put into it. */
export interface Look {
  /** Ids whose adding was answered with success. */
  readonly told: readonly string[];
  readonly shown: readonly string[];
}

/**
 * Why members come and go although nobody takes them out; undefined when they stay. `together` is the look after all were
 * added at once, `inTurn` after those that were missing then were added one after another.
 */
export function causeOf(together: Look, inTurn: Look): string | undefined {
  const isIn = ({ shown }: Look) => {
    const exact = new Set(shown);
    return (id: string) => exact.has(id);
  };
  const lost = together.told.filter((id) => !isIn(together)(id));
  if (lost.length === 0) return undefined;
  const folded = new Set(together.shown.map((id) => id.toLowerCase()));
  if (lost.every((id) => folded.has(id.toLowerCase()))) {
    return `${lost.length} member ids come back in another letter case, so that the provider takes them for others`;
  }
  const still = inTurn.told.filter((id) => !isIn(inTurn)(id));
  if (still.length > 0) return `the target drops ${still.length} members that it said it added, even one after another`;
  return `the target loses ${lost.length} of ${together.told.length} members when PATCHes of one Group come at the same time: each is laid over what the other read. A provider that replaces the list by PUT does not flap there`;
}

export interface Flapping {
  readonly cause: string | undefined;
  readonly answers: readonly Answer[];
}

/** Adds all at once, then those that are missing one after another, and says why any were missing. */
export async function flappingOf(
  ids: readonly string[],
  add: (id: string) => Promise<Answer>,
  read: () => Promise<Parameters<typeof membersOf>[0]>,
): Promise<Flapping> {
  const answers = await Promise.all(ids.map(add));
  const told = ids.filter((_, at) => (answers[at]?.status ?? 500) < 300);
  const together = { told, shown: membersOf(await read()) };
  const again: string[] = [];
  for (const id of told.filter((each) => !together.shown.includes(each))) {
    const answer = await add(id);
    answers.push(answer);
    if (answer.status < 300) again.push(id);
  }
  const inTurn = again.length === 0 ? together : { told: again, shown: membersOf(await read()) };
  return { cause: causeOf(together, inTurn), answers };
}
