import { brief, check, test } from '#check';
import { isObject } from '#scim';

test(
  'answers /Me with the subject, with a redirect to it, or with 501',
  check('me', { judges: ['7644-3.11-02', '7644-3.11-03', '7644-3.11-07', '7644-3.11-06'] }),
  async ({ http, judge }) => {
    const answer = await http.get('/Me');

    const words = { 501: '501', 404: '404', 405: '405', 403: '403', 200: 'works', 308: 'works' } as const;
    for (const [status, word] of Object.entries(words))
      if (String(answer.status) === status) judge.choice('unsupported.me', word);
    judge.that('7644-3.11-02', Object.keys(words).includes(String(answer.status)), {
      expected: 'status 200, 308 or 501',
      observed: `status ${answer.status}`,
      answer,
    });
    judge.warn('7644-3.11-03', ![403, 404, 405].includes(answer.status), {
      expected: 'status 501 where there is no subject',
      observed: `status ${answer.status}`,
      answer,
    });
    if (answer.status !== 200) return;
    const location = answer.header('location');
    const { meta } = answer.json;
    judge.that('7644-3.11-07', location !== undefined && !/\/Me\/?$/.test(location), {
      expected: 'a Location header with the place of the resource',
      observed: brief(location),
      answer,
    });
    judge.that('7644-3.11-06', isObject(meta) && typeof meta.location === 'string', {
      expected: 'the whole resource',
      observed: brief(meta),
      answer,
    });
  },
);
