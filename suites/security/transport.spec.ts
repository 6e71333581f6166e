import { brief, check, test } from '#check';

const loopback = /^(localhost|127\.|\[::1\]|::1)/;

test(
  'is spoken to over TLS, unless it is on this very machine',
  check('transport-tls', { judges: ['7644-7.2-01', '7644-7.4-03'] }),
  async ({ target, judge }) => {
    const { protocol, hostname } = new URL(target.url);
    const isSafe = protocol === 'https:' || loopback.test(hostname);

    judge.that('7644-7.2-01', isSafe, { expected: 'an https address', observed: `${protocol}//${hostname}` });
    judge.that('7644-7.4-03', isSafe || !target.hasCredential, {
      expected: 'a bearer token over https only',
      observed: `${protocol}//${hostname}`,
    });
  },
);

test(
  'has a base address without a query',
  check('base-without-query', { judges: ['7644-1.3-01'], after: ['user-create'] }),
  async ({ users, target, judge }) => {
    const answer = await users.post(users.body());

    judge.that('7644-1.3-01', !target.url.includes('?'), { expected: 'no query', observed: 'one' });
    const location = answer.header('location') ?? '';
    judge.that('7644-1.3-01', !location.includes('?'), {
      expected: 'a Location without a query',
      observed: location,
      answer,
    });
  },
);

test(
  'writes addresses without blanks and raw letters of other scripts',
  check('location-encoded', { judges: ['7644-1.2-01'], after: ['user-create'] }),
  async ({ users, judge }) => {
    const answer = await users.post(users.body());

    const location = answer.header('location') ?? '';
    judge.that('7644-1.2-01', /^[\x21-\x7e]*$/.test(location) && !/["<>\\^`{|}]/.test(location), {
      expected: 'an encoded Location',
      observed: brief(location),
      answer,
    });
  },
);

test(
  'speaks one version of the protocol at one address',
  check('protocol-version', { judges: ['7644-3.13-02', '7644-3.13-03', '7644-3.12-27'], after: ['user-create'] }),
  async ({ users, http, target, judge }) => {
    const [, root = '', version] = /^(.*)\/(v\d+)$/i.exec(target.url) ?? [];
    if (version === undefined) return;
    const answer = await users.post(users.body());

    const location = answer.header('location') ?? '';
    judge.that(
      '7644-3.13-02',
      !/^https?:/i.test(location) || new RegExp(`/${version}/[^/]+/[^/]+$`, 'i').test(location),
      {
        expected: `/${version}/ right before the endpoint`,
        observed: location,
        answer,
      },
    );
    const other = await http.get(`${root}/v9${users.endpoint}`);
    judge.that('7644-3.13-03', other.status >= 400, {
      expected: 'v9 refused',
      observed: `status ${other.status}`,
      answer: other,
    });
    if (other.status === 400) judge.error('7644-3.12-27', other, 400, 'invalidVers');
  },
);
