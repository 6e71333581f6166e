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
 * the filter is narrowed to the population.
 */
export async function select(users: Resources, population: Population, filter: string): Promise<Selection> {
  const own = new Set(population.users.map(({ id }) => id));
  const ask = async (text: string): Promise<Selection> => {
    const answer = await users.list({ filter: text, count: pageSize });
    const ids = answer.status === 200 ? idsOf(answer).filter((id) => own.has(id)) : undefined;
    return { answer, ids, filter: text };
  };
  const plain = await ask(filter);
  const isWhole = plain.ids === undefined || idsOf(plain.answer).length >= (totalOf(plain.answer) ?? 0);
  return isWhole ? plain : ask(`(${filter}) and ${population.filter}`);
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
