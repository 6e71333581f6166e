import { brief, check } from '#check';
import { entra } from '#simulators';
import { pagesOf } from '../pages.ts';
import { testAs } from '../provider-test.ts';
import { groupBody, userBody } from './forms.ts';

const test = testAs(entra);

test(
  'shows each User once over its pages, and the right total',
  check('entra-pages-users', { judges: ['entra-need-41'], needs: ['filter-prefix'], after: ['entra-create'] }),
  async ({ client, fresh, judge }) => {
    const family = fresh.family('pages');
    const made: string[] = [];
    for (const member of ['a', 'b', 'c']) {
      made.push((await client.make('/Users', userBody(fresh, { userName: family.userName(member) }))).id);
    }

    const { ids, total, answers } = await pagesOf(client, '/Users', `userName sw "${family.prefix}"`, 3);

    judge.that('entra-need-41', brief([...ids].sort()) === brief([...made].sort()) && total === 3, {
      expected: 'three Users, each once, and totalResults 3',
      observed: `${ids.length} shown, ${new Set(ids).size} of them different, totalResults ${total}`,
      answer: answers,
    });
  },
);

test(
  'shows each Group once over its pages, and the right total',
  check('entra-pages-groups', {
    judges: ['entra-need-41'],
    needs: ['groups', 'filter-prefix'],
    after: ['entra-group-create'],
  }),
  async ({ client, fresh, judge }) => {
    const stem = fresh.word('pages');
    const made: string[] = [];
    for (const member of ['a', 'b', 'c']) made.push((await client.make('/Groups', groupBody(`${stem}-${member}`))).id);

    const { ids, total, answers } = await pagesOf(client, '/Groups', `displayName sw "${stem}"`, 3);

    judge.that('entra-need-41', brief([...ids].sort()) === brief([...made].sort()) && total === 3, {
      expected: 'three Groups, each once, and totalResults 3',
      observed: `${ids.length} shown, ${new Set(ids).size} of them different, totalResults ${total}`,
      answer: answers,
    });
  },
);
