import { type Answer, brief, check, strangerTo } from '#check';
import { okta } from '#simulators';
import { judgeRefusedToken } from '../judge-refused-token.ts';
import { testAs } from '../provider-test.ts';
import { isListAnswer, isScimError, listSeen } from '../seen.ts';
import { userBody, userNamed } from './forms.ts';

const test = testAs(okta);

const isPage = (answer: Answer) => isListAnswer(answer) && Array.isArray(answer.json.Resources);

test(
  'answers the connection test with a list of Users, with no discovery before it',
  check('okta-connect-users', { judges: ['okta-need-01', 'okta-need-41'] }),
  async ({ client, judge }) => {
    const answer = await client.get('/Users?startIndex=1&count=2');

    judge.status('okta-need-41', answer, 200);
    judge.that('okta-need-01', isPage(answer), {
      expected: 'a ListResponse with Resources, be it empty',
      observed: listSeen(answer),
      answer,
    });
  },
);

test(
  'answers the connection test with a list of Groups',
  check('okta-connect-groups', { judges: ['okta-need-02'], needs: ['groups'] }),
  async ({ client, judge }) => {
    const answer = await client.get('/Groups?startIndex=1&count=100');

    judge.that('okta-need-02', isPage(answer), {
      expected: 'a ListResponse with Resources, be it empty',
      observed: listSeen(answer),
      answer,
    });
  },
);

test(
  'counts in JSON numbers',
  check('okta-list-numbers', { judges: ['okta-need-07'], after: ['okta-create'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh));

    const answer = await client.get(userNamed(String(ada.userName)));

    const { totalResults, startIndex, itemsPerPage } = answer.json;
    // startIndex and itemsPerPage may be left out where the list is not paged; a text in their place never works.
    const isRight =
      typeof totalResults === 'number' &&
      [startIndex, itemsPerPage].every((each) => each === undefined || typeof each === 'number');
    judge.that('okta-need-07', isRight, {
      expected: 'totalResults, startIndex and itemsPerPage as JSON numbers',
      observed: brief({ totalResults, startIndex, itemsPerPage }),
      answer,
    });
  },
);

test(
  'refuses a bad token with 401 and a SCIM error',
  check('okta-bad-token', { judges: ['okta-need-03'], needs: ['credential'] }),
  async ({ http, judge }) => {
    const exactHeaders = [
      ['Accept', 'application/scim+json'],
      ['Accept-Charset', 'utf-8'],
      ['User-Agent', 'Okta SCIM Client 1.0.0'],
      ['Authorization', 'Bearer wrong'],
    ] as const;
    const answer = await http.send({ method: 'GET', path: '/Users?startIndex=1&count=2', exactHeaders });

    judgeRefusedToken(judge, 'okta-need-03', answer);
    // An answer that Okta cannot parse is an error to it as well; only the administrator reads another text. [okta-connect-04]
    judge.warn('okta-need-03', isScimError(answer), {
      expected: 'the JSON of a SCIM error with status and schemas',
      observed: brief(answer.text),
      answer,
    });
  },
);

test(
  'answers an unknown id with 404 and a SCIM error',
  check('okta-unknown-id', { judges: ['okta-need-14'], after: ['okta-create'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh));
    const { id, isLikeOthers } = strangerTo(ada.id, fresh);

    const answer = await client.get(`/Users/${id}`);

    // Okta asks for ids that the target once gave out, so another form may be refused as none.
    judge.status('okta-need-14', answer, isLikeOthers ? 404 : [400, 404]);
    judge.that('okta-need-14', isScimError(answer), {
      expected: 'the JSON of a SCIM error',
      observed: brief(answer.text),
      answer,
    });
  },
);

test(
  'says in JSON, with a detail, why it refuses',
  check('okta-errors', { judges: ['okta-need-37'] }),
  async ({ client, fresh, judge }) => {
    const answers = [
      await client.get(`/Users/${fresh.word()}`),
      await client.get(`/${fresh.word()}`),
      await client.get('/Users?filter=userName%20eq'),
      await client.post('/Users', { schemas: [] }),
    ];

    for (const answer of answers.filter(({ status }) => status >= 400)) {
      const { detail } = answer.json;
      judge.that('okta-need-37', isScimError(answer) && typeof detail === 'string' && detail !== '', {
        expected: 'a SCIM error with a detail',
        observed: `status ${answer.status}, ${brief(answer.text)}`,
        answer,
      });
    }
  },
);
