import { brief, check, errorOf, idsOf, totalOf } from '#check';
import { onelogin } from '#simulators';
import { testAs } from '../provider-test.ts';
import { isListAnswer, isListOf, listSeen, onlyId } from '../seen.ts';
import { groupBody, marked, userBody, userNamed } from './forms.ts';

const test = testAs(onelogin);

test(
  'answers the connection test with an empty list, with no User-Agent, Accept or discovery before it',
  check('onelogin-connect', { judges: ['onelogin-need-02', 'onelogin-need-04', 'onelogin-need-19'] }),
  async ({ client, fresh, judge }) => {
    const answer = await client.get(userNamed(fresh.word()));

    // 404 is no fault: the client takes it for an empty list.
    const isServed = answer.status === 200 || answer.status === 404;
    for (const need of ['onelogin-need-02', 'onelogin-need-19'] as const) {
      judge.that(need, isServed, { expected: 'an empty list, or 404', observed: `status ${answer.status}`, answer });
    }
    judge.that('onelogin-need-04', isListOf(answer, 0), {
      expected: 'status 200 with an empty list',
      observed: listSeen(answer),
      answer,
    });
  },
);

test(
  'is not led astray by stray marks at the end of a URL',
  check('onelogin-stray-marks', { judges: ['onelogin-need-01'], after: ['onelogin-create'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make(marked('/Users'), userBody(fresh));

    const found = await client.get(userNamed(String(ada.userName)));
    const read = await client.get(marked(`/Users/${ada.id}`));

    judge.that('onelogin-need-01', onlyId(found) === ada.id, {
      expected: 'exactly the User, for a filter with pluses and a stray ampersand',
      observed: listSeen(found),
      answer: found,
    });
    judge.that('onelogin-need-01', read.status === 200 && read.json.id === ada.id, {
      expected: 'the User, for a path with a stray question mark',
      observed: `status ${read.status}`,
      answer: read,
    });
  },
);

test(
  'lists all Groups, or a page of them with the right total',
  check('onelogin-list-groups', { judges: ['onelogin-need-12'], needs: ['groups'], after: ['onelogin-group-create'] }),
  async ({ client, fresh, judge }) => {
    const group = await client.make(marked('/Groups'), groupBody(fresh.word()));

    const answer = await client.get(marked('/Groups'));

    const ids = idsOf(answer);
    const total = totalOf(answer) ?? 0;
    judge.that('onelogin-need-12', isListAnswer(answer) && (ids.includes(group.id) || ids.length < total), {
      expected: 'a list with the new Group in it, or a page of a longer one',
      observed: `${listSeen(answer)}${ids.includes(group.id) ? '' : ', the new Group missing'}`,
      answer,
    });
  },
);

test(
  'says in JSON, with a detail, why it refuses',
  check('onelogin-errors', { judges: ['onelogin-need-03', 'onelogin-need-21'], after: ['onelogin-create'] }),
  async ({ client, fresh, judge }) => {
    const body = userBody(fresh);
    await client.make(marked('/Users'), body);
    const answers = [await client.get(marked(`/Users/${fresh.word()}`)), await client.post(marked('/Users'), body)];

    for (const answer of answers) {
      const type = answer.header('content-type') ?? 'no content type';
      judge.that('onelogin-need-03', /\bjson\b/i.test(type) && answer.body !== undefined, {
        expected: 'JSON, in errors too',
        observed: `status ${answer.status}, ${type}`,
        answer,
      });
      const { detail } = errorOf(answer);
      judge.that('onelogin-need-21', typeof detail === 'string' && detail.length > 5, {
        expected: 'a detail with the reason',
        observed: `detail ${brief(detail)}`,
        answer,
      });
    }
  },
);
