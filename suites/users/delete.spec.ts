import { check, errorOf, idsOf, strangerTo, test } from '#check';
import { judgeNobody } from '../read/nobody.ts';

test(
  'deletes a User with 204 and no body',
  check('user-delete', { judges: ['7644-3.6-06', '7644-3.2-08'], after: ['user-create'] }),
  async ({ users, judge }) => {
    const ada = await users.create();

    const answer = await users.delete(ada);

    judge.status('7644-3.6-06', answer, 204);
    judge.that('7644-3.6-06', answer.text === '', {
      expected: 'an empty body',
      observed: `${answer.text.length} characters`,
      answer,
    });
    judge.status('7644-3.2-08', await users.get(ada), 404);
  },
);

test(
  'answers 404 to whatever is asked of a deleted User',
  check('user-delete-then-404', { judges: ['7644-3.6-02'], after: ['user-delete'] }),
  async ({ users, http, discovery, judge }) => {
    const ada = await users.create();
    await users.delete(ada);

    const place = `${users.endpoint}/${encodeURIComponent(ada.id)}`;
    const answers = [
      await users.get(ada),
      await http.put(place, { ...users.body(), id: ada.id }),
      ...(discovery.capabilities.get('patch') === true
        ? [await users.patch(ada, [{ op: 'replace', path: 'userName', value: ada.userName }])]
        : []),
      await users.delete(ada),
    ];
    for (const answer of answers) {
      judge.that('7644-3.6-02', answer.status === 404, {
        expected: `${answer.exchange.request.method} answered with 404`,
        observed: `status ${answer.status}`,
        answer,
      });
      judge.warn('7644-3.6-02', answer.status !== 404 || errorOf(answer).schemas !== undefined, {
        expected: 'a SCIM error in the body',
        observed: 'none',
        answer,
      });
    }
  },
);

test(
  'lists a deleted User no more',
  check('user-delete-unlisted', {
    judges: ['7644-3.6-03'],
    needs: ['filter'],
    after: ['user-delete', 'filter-user-name-eq'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create();
    await users.delete(ada);

    const answer = await users.list({ filter: `userName eq "${ada.userName}"` });

    judge.that('7644-3.6-03', !idsOf(answer).includes(ada.id), {
      expected: 'no such User in the list',
      observed: `id ${ada.id}`,
      answer,
    });
  },
);

test(
  'answers 404 to the delete of a User that never was',
  check('user-delete-unknown', { judges: ['7644-3.12-13'] }),
  async ({ users, population, fresh, judge }) => {
    const nobody = strangerTo(population.users[0]?.id ?? '', fresh);
    const answer = await users.delete(nobody.id);

    judgeNobody(judge, '7644-3.12-13', answer, nobody);
  },
);
