import { brief, check, resourcesOf } from '#check';
import { okta } from '#simulators';
import { pagesOf } from '../pages.ts';
import { testAs } from '../provider-test.ts';
import { userBody } from './forms.ts';

const test = testAs(okta);

test(
  'shows every User once over its pages, in the same order each time, and nobody beyond',
  check('okta-pages', { judges: ['okta-need-36'], needs: ['filter-prefix'], after: ['okta-create'] }),
  async ({ client, fresh, judge }) => {
    const family = fresh.family('pages');
    const made: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      made.push((await client.make('/Users', userBody(fresh, { userName: family.userName(name) }))).id);
    }
    const filter = `userName sw "${family.prefix}"`;

    const first = await pagesOf(client, '/Users', filter, made.length);
    const second = await pagesOf(client, '/Users', filter, made.length);

    judge.that('okta-need-36', brief([...first.ids].sort()) === brief([...made].sort()), {
      expected: 'five Users, each once',
      observed: `${first.ids.length} shown, ${new Set(first.ids).size} of them different`,
      answer: first.answers,
    });
    judge.that('okta-need-36', brief(first.ids) === brief(second.ids), {
      expected: 'the same order each time',
      observed: 'another order',
      answer: [...first.answers, ...second.answers],
    });
    judge.that('okta-need-36', first.beyond.status === 200 && resourcesOf(first.beyond).length === 0, {
      expected: 'status 200 and nobody beyond the end',
      observed: `status ${first.beyond.status}, ${resourcesOf(first.beyond).length} Users`,
      answer: first.beyond,
    });
  },
);
