import type { RuleId } from '#catalogue';
import type { Answer } from './http.ts';
import type { Judge } from './judge.ts';
import { idsOf, totalOf } from './list-of.ts';
import type { Population } from './population.ts';
import type { Resource, Resources } from './resources.ts';

/** What a filter gave out of the population; `ids` is undefined when it was not answered with a list. */
export interface Selection {
  readonly answer: Answer;
  readonly ids: readonly string[] | undefined;
  /** The filter as it was sent. */
  readonly filter: string;
}

const pageSize = 100;

/**
 * Which of the population a filter selects. Where more than one page would come, because others live on the target too,
 * the filter is narrowed to the population; and the pages of that are put together, however short the target makes them.
 */
export async function select(users: Resources, population: Population, filter: string): Promise<Selection> {
  const own = new Set(population.users.map(({ id }) => id));
  const plain = await users.list({ filter, count: pageSize });
  const selection = (answer: Answer, ids: readonly string[], text: string): Selection => ({
    answer,
    ids: answer.status === 200 ? ids.filter((id) => own.has(id)) : undefined,
    filter: text,
  });
  if (plain.status !== 200 || isWhole(plain, idsOf(plain))) return selection(plain, idsOf(plain), filter);

  const narrowed = `(${filter}) and ${population.filter}`;
  let answer = await users.list({ filter: narrowed, count: pageSize });
  const ids = [...idsOf(answer)];
  for (let page = 0; page < own.size && answer.status === 200 && !isWhole(answer, ids); page += 1) {
    const { nextCursor } = answer.json;
    const next = typeof nextCursor === 'string' ? { cursor: nextCursor } : { startIndex: ids.length + 1 };
    answer = await users.list({ filter: narrowed, count: pageSize, ...next });
    if (idsOf(answer).length === 0) break;
    ids.push(...idsOf(answer));
  }
  return selection(answer, [...new Set(ids)], narrowed);
}

function isWhole(answer: Answer, ids: readonly string[]): boolean {
  const { nextCursor } = answer.json;
  return typeof nextCursor === 'string' ? false : ids.length >= (totalOf(answer) ?? 0);
}

/**
 * Judges that a filter selects these Users of the population and no others of it. A refusal with 400 or 501 is a
 * warning: a target may offer less than every operator on every attribute (D62). What it does answer must be right.
 */
export type Selects = (requirement: RuleId, filter: string, wanted: readonly Resource[]) => Promise<boolean>;

export function selectsOver(users: Resources, population: Population, judge: Judge): Selects {
  return async (requirement, filter, wanted) => {
    const { answer, ids, filter: sent } = await select(users, population, filter);
    if (ids === undefined) {
      const isRefusal = answer.status === 400 || answer.status === 501;
      // The same words each time, so that an operator which is not offered is one warning and not one for each value.
      judge[isRefusal ? 'warn' : 'that'](requirement, false, {
        expected: 'an answer to the filter',
        observed: `status ${answer.status}`,
        answer,
        kind: `status ${answer.status}`,
      });
      return false;
    }
    const nameOf = (id: string) => String(population.users.find((user) => user.id === id)?.userName ?? id);
    const names = (list: readonly string[]) => (list.length === 0 ? 'none' : list.map(nameOf).sort().join(', '));
    const expected = names(wanted.map(({ id }) => id));
    return judge.that(requirement, names(ids) === expected, {
      expected: `${sent} selects ${expected}`,
      observed: names(ids),
      answer,
    });
  };
}
