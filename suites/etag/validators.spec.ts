import { brief, check, resourcesOf, test } from '#check';
import { isObject } from '#scim';

test(
  'marks an entity tag as weak where the same tag goes with other bytes',
  check('etag-weak', { judges: ['7643-3.1-28', '7644-3.14-03'], needs: ['etag'], after: ['etag-header'] }),
  async ({ users, http, judge }) => {
    const ada = await users.create();
    const place = `${users.endpoint}/${encodeURIComponent(ada.id)}`;
    const answers = [
      await http.get(place),
      await http.get(place),
      await http.get(place, {}, { Accept: 'application/json' }),
    ];
    const [first] = answers;
    const tag = first?.header('etag') ?? '';

    judge.that('7643-3.1-28', !tag.startsWith('w/'), { expected: 'W/ with a capital', observed: tag, answer: first });
    if (tag.startsWith('W/')) return;
    const differs = answers.filter((answer) => answer.header('etag') === tag && answer.text !== first?.text);
    judge.warn('7643-3.1-28', differs.length === 0, {
      expected: `the same bytes under the strong tag ${tag}`,
      observed: 'other bytes',
      answer: answers,
    });
  },
);

test(
  'gives the answer to a write the entity tag that a read then has',
  check('etag-of-writes', {
    judges: ['7644-3.14-03', '7643-3.1-26'],
    needs: ['etag', 'User.displayName'],
    after: ['etag-header', 'put-replaces'],
  }),
  async ({ users, discovery, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });
    const writes = [
      await users.put(ada, { ...ada, displayName: 'Ada after' }),
      ...(discovery.capabilities.get('patch') === true
        ? [await users.patch(ada, [{ op: 'replace', path: 'displayName', value: 'Ada at last' }])]
        : []),
    ];
    const last = writes.at(-1);
    const read = await users.get(ada);
    for (const answer of writes) {
      const isBare = answer.status === 204;
      judge[isBare ? 'warn' : 'that']('7644-3.14-03', answer.header('etag') !== undefined, {
        expected: 'an ETag header',
        observed: 'none',
        answer,
      });
    }
    const given = last?.header('etag');
    judge.that('7643-3.1-26', given === undefined || given === read.header('etag'), {
      expected: `ETag ${brief(read.header('etag'))}`,
      observed: brief(given),
      answer: last,
    });
  },
);

test(
  'answers in full when the client holds another version',
  check('etag-if-none-match-other', { judges: ['7644-3.14-06'], needs: ['etag'], after: ['etag-if-none-match'] }),
  async ({ users, http, judge }) => {
    const ada = await users.create();
    const place = `${users.endpoint}/${encodeURIComponent(ada.id)}`;

    const answer = await http.get(place, {}, { 'If-None-Match': 'W/"scimulate-none"' });

    judge.status('7644-3.14-06', answer, 200);
  },
);

test(
  'answers in full once the version that the client holds is an old one',
  check('etag-if-none-match-old', {
    judges: ['7644-3.14-06'],
    needs: ['etag', 'User.displayName'],
    after: ['etag-if-none-match', 'etag-changes'],
  }),
  async ({ users, http, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });
    const place = `${users.endpoint}/${encodeURIComponent(ada.id)}`;
    const tag = (await http.get(place)).header('etag') ?? '';
    await users.put(ada, { ...ada, displayName: 'Ada after' });

    const answer = await http.get(place, {}, { 'If-None-Match': tag });

    judge.status('7644-3.14-06', answer, 200);
  },
);

test(
  'shows in a list the version that a read shows',
  check('etag-in-lists', {
    judges: ['7643-3.1-26'],
    needs: ['etag', 'filter', 'User.displayName'],
    after: ['etag-header', 'put-replaces', 'filter-user-name-eq'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });
    await users.put(ada, { ...ada, displayName: 'Ada after' });
    const [read, listed] = [await users.get(ada), await users.list({ filter: `userName eq "${ada.userName}"` })];
    const version = (resource: unknown) =>
      isObject(resource) && isObject(resource.meta) ? resource.meta.version : undefined;

    const [one, other] = [version(read.json), version(resourcesOf(listed)[0])];
    judge.that('7643-3.1-26', one === undefined || other === undefined || one === other, {
      expected: `meta.version ${brief(one)}`,
      observed: brief(other),
      answer: [read, listed],
    });
  },
);

test(
  'may leave meta.version out where it has no versions',
  check('etag-unsupported', { judges: ['7643-3.1-27'], needs: ['discovery'], after: ['user-read'] }),
  async ({ users, discovery, judge }) => {
    if (discovery.capabilities.get('etag') === true) return;
    const answer = await users.get(await users.create());

    const version = isObject(answer.json.meta) ? answer.json.meta.version : undefined;
    judge.that('7643-3.1-27', version === undefined || version === null || typeof version === 'string', {
      expected: 'no meta.version, or a string',
      observed: brief(version),
      answer,
    });
  },
);
