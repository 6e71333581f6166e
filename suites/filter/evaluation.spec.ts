import { brief, check, filtersOver, property, select, test } from '#check';
import { compileFilter, parseFilter } from '#scim';

test(
  'selects with any filter those whom the filter describes',
  check('filter-evaluation', {
    judges: ['7644-3.4.2.2-04'],
    needs: ['filter'],
    after: [
      'filter-user-name-eq',
      'filter-user-name-sw',
      'filter-and',
      'filter-or',
      'filter-not',
      'filter-pr',
      'filter-co',
      'filter-sw',
      'filter-ew',
      'filter-boolean',
    ],
  }),
  async ({ users, population, judge }) => {
    await property(
      filtersOver(users.schema, population.users),
      async (filter) => {
        const { answer, ids, filter: sent } = await select(users, population, filter);

        // A refusal is judged once for each operator, not here (D62).
        if (ids === undefined) return;
        const fits = compileFilter(users.schema, parseFilter(filter));
        const wanted = population.users.filter((user) => fits(user)).map(({ id }) => id);
        judge.that('7644-3.4.2.2-04', brief([...ids].sort()) === brief([...wanted].sort()), {
          expected: `${sent} selects ${wanted.length} of the ${population.users.length}`,
          observed: `${ids.length}, ${ids.filter((id) => !wanted.includes(id)).length} of them wrongly`,
          answer,
        });
      },
      { runs: 30 },
    );
  },
);

test(
  'splits the population by a filter and its negation',
  check('filter-complement', {
    judges: ['7644-3.4.2.2-26'],
    needs: ['filter', 'filter-prefix'],
    after: ['filter-not', 'filter-user-name-sw'],
  }),
  async ({ users, population, judge }) => {
    await property(
      filtersOver(users.schema, population.users, { depth: 1 }),
      async (filter) => {
        const yes = await select(users, population, `(${filter}) and ${population.filter}`);
        const no = await select(users, population, `not (${filter}) and ${population.filter}`);

        if (yes.ids === undefined || no.ids === undefined) return;
        const both = yes.ids.filter((id) => no.ids?.includes(id));
        judge.that('7644-3.4.2.2-26', both.length === 0, {
          expected: 'nobody in both halves',
          observed: `${both.length} in both`,
          answer: [yes.answer, no.answer],
        });
        judge.warn('7644-3.4.2.2-26', yes.ids.length + no.ids.length >= population.users.length, {
          expected: `all ${population.users.length} in one half or the other`,
          observed: `${yes.ids.length} and ${no.ids.length}`,
          answer: [yes.answer, no.answer],
        });
      },
      { runs: 10 },
    );
  },
);
