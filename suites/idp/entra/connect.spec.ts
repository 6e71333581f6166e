import { check } from '#check';
import { entra } from '#simulators';
import { judgeRefusedToken } from '../judge-refused-token.ts';
import { testAs } from '../provider-test.ts';
import { isListAnswer, isListOf, isScimError, listSeen } from '../seen.ts';
import { groupNamed, userBody, userNamed, usersWith } from './forms.ts';

const test = testAs(entra);

test(
  'answers the connection test with an empty list',
  check('entra-probe-users', { judges: ['entra-need-01', 'entra-need-05'] }),
  async ({ client, fresh, judge }) => {
    const answer = await client.get(userNamed(fresh.word()));

    judge.that('entra-need-05', answer.status < 400, {
      expected: 'to be served without User-Agent and Accept, with an ADSCIMVersion',
      observed: `status ${answer.status}`,
      answer,
    });
    judge.that('entra-need-01', isListOf(answer, 0), {
      expected: 'status 200 with an empty list',
      observed: listSeen(answer),
      answer,
    });
  },
);

test(
  'answers the probe for Groups with an empty list',
  check('entra-probe-groups', { judges: ['entra-need-02'], needs: ['groups'] }),
  async ({ client, fresh, judge }) => {
    const answer = await client.get(groupNamed(fresh.word()));

    judge.that('entra-need-02', isListOf(answer, 0), {
      expected: 'status 200 with an empty list',
      observed: listSeen(answer),
      answer,
    });
  },
);

test(
  'refuses a wrong token with 401, and takes the right one straight afterwards',
  check('entra-wrong-token', { judges: ['entra-need-43'], needs: ['credential'] }),
  async ({ client, fresh, http, judge }) => {
    const headers = [
      ['Authorization', 'Bearer wrong'],
      ['ADSCIMVersion', '5.0'],
    ] as const;
    const refused = await http.send({ method: 'GET', path: userNamed(fresh.word()), exactHeaders: headers });
    const served = await client.get(userNamed(fresh.word()));

    judgeRefusedToken(judge, 'entra-need-43', refused);
    judge.status('entra-need-43', served, 200);
  },
);

test(
  'answers in SCIM JSON whatever it answers',
  check('entra-media-type', { judges: ['entra-need-06'] }),
  async ({ client, fresh, judge }) => {
    const answers = [
      [judge.that, await client.get(userNamed(fresh.word()))],
      [judge.that, await client.get(`/Users/${fresh.word()}`)],
      [judge.that, await client.get(usersWith('userName eq'))],
      // Entra asks nothing there: what an administrator who mistypes the URL is told.
      [judge.warn, await client.get(`/${fresh.word()}`)],
    ] as const;

    for (const [say, answer] of answers) {
      const type = answer.header('content-type') ?? 'no content type';
      say(
        'entra-need-06',
        /^application\/(scim\+)?json\b/i.test(type) && (answer.status < 400 || isScimError(answer)),
        {
          expected: 'application/scim+json with a SCIM body',
          observed: `status ${answer.status}, ${type}${answer.status >= 400 && !isScimError(answer) ? ', no SCIM error' : ''}`,
          answer,
        },
      );
    }
  },
);

test(
  'reads a body whose type names a charset',
  check('entra-charset', { judges: ['entra-need-07'] }),
  async ({ client, fresh, judge }) => {
    const answer = await client.post('/Users', userBody(fresh));

    judge.that('entra-need-07', answer.status !== 415 && answer.status < 400, {
      expected: 'application/scim+json; charset=utf-8 to be read',
      observed: `status ${answer.status}`,
      answer,
    });
  },
);

test(
  'lists its schemas without nulls',
  check('entra-schemas', { judges: ['entra-need-46'], needs: ['discovery'] }),
  async ({ client, judge }) => {
    const answer = await client.get('/Schemas');

    judge.that('entra-need-46', isListAnswer(answer) && !/:\s*null\b/.test(answer.text), {
      expected: 'a ListResponse without nulls',
      observed: isListAnswer(answer) ? 'nulls in the list' : `status ${answer.status}, no list`,
      answer,
    });
  },
);

/** Requests a second that Microsoft wants served. */
const wanted = 25;

test(
  'serves twenty-five requests a second',
  check('entra-burst', { judges: ['entra-need-42'] }),
  async ({ client, fresh, judge }) => {
    const name = fresh.word();

    const answers = await Promise.all(Array.from({ length: wanted }, () => client.get(userNamed(name))));

    // A 429 is waited out before it gets here, for a whole second at least: the wait is what shows.
    const slowest = Math.max(...answers.map(({ exchange }) => exchange.durationMs));
    const bad = answers.filter(({ status, exchange }) => status !== 200 || exchange.durationMs >= 1000);
    judge.warn('entra-need-42', bad.length === 0, {
      expected: `${wanted} answers at once; a limit of 600 a minute is less than Entra sends`,
      observed: `${bad.length} of ${wanted} failed or had to wait, the longest ${Math.ceil(slowest / 1000)} s`,
      answer: bad.slice(0, 1),
      kind: 'slow',
    });
    // What a full bucket lets pass says nothing of a cycle that lasts for minutes; a limit that is announced does.
    const announced = answers[0]?.header('RateLimit-Policy');
    const lowest = Math.min(...perSecond(announced ?? ''));
    judge.warn('entra-need-42', lowest >= wanted, {
      expected: `a limit of ${wanted} requests a second or more; below it a first cycle is slowed down by 429`,
      observed: `RateLimit-Policy: ${announced}, which is ${lowest} a second`,
      answer: answers.slice(0, 1),
      kind: 'limit announced',
    });
  },
);

/** The rates in a RateLimit-Policy header, `"token";q=600;w=60` or `600;w=60`; none when there is none. */
function perSecond(policy: string): readonly number[] {
  return policy.split(',').flatMap((each) => {
    const quota = /(?:;\s*q=|^\s*)(\d+)/.exec(each)?.[1];
    const seconds = /;\s*w=(\d+)/.exec(each)?.[1];
    return quota === undefined || seconds === undefined ? [] : [Number(quota) / Number(seconds)];
  });
}
