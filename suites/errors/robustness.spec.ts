import { brief, check, test } from '#check';
import { urns } from '#scim';

test(
  'bears a body that is nested deeply',
  check('body-nested-deeply', { judges: ['7644-3.12-10'], after: ['error-malformed-json'] }),
  async ({ users, http, judge }) => {
    for (const text of [
      `${'['.repeat(5000)}${']'.repeat(5000)}`,
      `{"name":${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}}`,
    ]) {
      const answer = await http.send({
        method: 'POST',
        path: users.endpoint,
        text,
        headers: { 'Content-Type': 'application/scim+json' },
      });

      judge.that('7644-3.12-10', answer.status >= 400, {
        expected: 'a refusal',
        observed: `status ${answer.status}`,
        answer,
      });
    }
  },
);

test(
  'bears a filter that is long or nested deeply',
  check('filter-long', { judges: ['7644-3.4.2.2-32'], needs: ['filter'], after: ['filter-or'] }),
  async ({ users, judge }) => {
    for (const filter of [
      Array.from({ length: 60 }, (_, at) => `userName eq "scimulate-none-${at}"`).join(' or '),
      `${'('.repeat(200)}userName eq "scimulate-none"${')'.repeat(200)}`,
      `userName eq "${'x'.repeat(4000)}"`,
    ]) {
      const answer = await users.list({ filter });

      judge.that(
        '7644-3.4.2.2-32',
        answer.status === 200 || (answer.status >= 400 && answer.status < 500) || answer.status === 501,
        {
          expected: 'an answer, or a refusal',
          observed: `status ${answer.status}`,
          answer,
        },
      );
    }
  },
);

test(
  'passes over a query that says nothing',
  check('query-empty', { judges: ['7644-3.4.2-03'], after: ['user-read', 'list-shape'] }),
  async ({ users, http, judge }) => {
    const ada = await users.create();
    const place = `${users.endpoint}/${encodeURIComponent(ada.id)}`;

    for (const path of [`${place}?`, `${place}?&`, `${users.endpoint}?count=1&`]) {
      const answer = await http.get(path);

      judge.that('7644-3.4.2-03', answer.status === 200, {
        expected: `status 200 for ${path.slice(path.indexOf('?'))}`,
        observed: `status ${answer.status}`,
        answer,
      });
    }
  },
);

test(
  'neither breaks nor redirects a write on a slash too many',
  check('url-trailing-slash', { judges: ['7644-3.2-01'], after: ['user-create'] }),
  async ({ users, http, judge }) => {
    const read = await http.get(`${users.endpoint}/`, { count: 1 });
    const word = read.status === 200 ? 'taken' : read.status >= 300 && read.status < 400 ? 'redirected' : 'refused';
    judge.choice('url.trailing-slash', word);
    const write = await http.post(`${users.endpoint}/`, users.body());
    judge.that('7644-3.2-01', ![301, 302, 303].includes(write.status), {
      expected: 'no redirect that turns the POST into a GET',
      observed: `status ${write.status}`,
      answer: write,
    });
  },
);

test(
  'bears a PATCH of many operations',
  check('patch-many-operations', {
    judges: ['7644-3.5.2-22'],
    needs: ['patch', 'User.title'],
    after: ['patch-replace'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ title: 'Engineer' });
    const operations = Array.from({ length: 100 }, (_, at) => ({
      op: 'replace',
      path: 'title',
      value: `Engineer ${at}`,
    }));

    const answer = await users.patch(ada, operations);

    // A limit is the server's right, half of the work is not.
    const { title } = await users.read(ada);
    judge.that('7644-3.5.2-22', answer.status < 300 ? title === 'Engineer 99' : title === 'Engineer', {
      expected: 'all operations or none',
      observed: `status ${answer.status}, title ${brief(title)}`,
      answer,
    });
  },
);

test(
  'does not take one kind of message for another',
  check('message-confusion', { judges: ['7644-3.12-10'], after: ['user-create-without-user-name'] }),
  async ({ users, http, judge }) => {
    for (const body of [
      { schemas: [urns.patchOp], Operations: [{ op: 'replace', value: { displayName: 'x' } }] },
      { schemas: [urns.searchRequest], filter: 'userName pr' },
      { schemas: [urns.listResponse], totalResults: 1, Resources: [users.body()] },
      { schemas: [urns.error], status: '400' },
    ]) {
      const answer = await http.post(users.endpoint, body);

      judge.that('7644-3.12-10', answer.status >= 400, {
        expected: 'a refusal',
        observed: `status ${answer.status}`,
        answer,
      });
    }
  },
);
