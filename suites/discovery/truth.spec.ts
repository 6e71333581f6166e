import { brief, check, idsOf, test } from '#check';
import { isObject, urns } from '#scim';

test(
  'does by PATCH what it advertises, and advertises what it does',
  check('truth-patch', {
    judges: ['7643-5-05', '7644-3.5-02', '7644-3.5.2-01'],
    needs: ['discovery', 'User.displayName'],
    after: ['user-create', 'discovery-config-features'],
  }),
  async ({ users, discovery, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });

    const answer = await users.patch(ada, [{ op: 'replace', path: 'displayName', value: 'Ada after' }]);

    const works = answer.status < 300;
    const words = { 501: '501', 404: '404', 405: '405', 403: '403' } as const;
    for (const [status, word] of Object.entries(words))
      if (String(answer.status) === status) judge.choice('unsupported.patch', word);
    if (discovery.capabilities.get('patch') === true) {
      judge.that('7643-5-05', works, {
        expected: 'PATCH to work, as advertised',
        observed: `status ${answer.status}`,
        answer,
      });
      return;
    }
    judge.warn('7644-3.5-02', false, { expected: 'PATCH supported', observed: 'advertised as missing' });
    judge.warn('7643-5-05', !works, {
      expected: 'PATCH advertised where it works',
      observed: `status ${answer.status}`,
      answer,
    });
    if (works) return;
    judge.warn('7644-3.5.2-01', answer.status === 501 || answer.status === 405, {
      expected: 'status 501',
      observed: `status ${answer.status}`,
      answer,
    });
  },
);

test(
  'filters as it advertises',
  check('truth-filter', {
    judges: ['7643-5-11', '7644-3.4.2.2-41'],
    needs: ['discovery'],
    after: ['user-create', 'discovery-config-features'],
  }),
  async ({ users, discovery, judge }) => {
    const ada = await users.create();

    const answer = await users.list({ filter: `userName eq "${ada.userName}"` });

    if (discovery.capabilities.get('filter') === true) {
      judge.status('7643-5-11', answer, 200);
      return;
    }
    const works = answer.status === 200 && idsOf(answer).length === 1 && idsOf(answer)[0] === ada.id;
    judge.warn('7643-5-11', !works, {
      expected: 'filter advertised where it works',
      observed: 'advertised as missing',
      answer,
    });
    judge.that('7644-3.4.2.2-41', works || answer.status >= 400, {
      expected: 'a filter that is not supported to be refused',
      observed: `status ${answer.status}, ${idsOf(answer).length} resources`,
      answer,
    });
  },
);

test(
  'sorts as it advertises',
  check('truth-sort', {
    judges: ['7643-5-16'],
    needs: ['discovery', 'filter', 'filter-prefix', 'sort'],
    after: ['filter-user-name-sw', 'discovery-config-features'],
  }),
  async ({ users, population, judge }) => {
    const answer = await users.list({ filter: population.filter, sortBy: 'userName' });

    judge.that('7643-5-16', answer.status === 200, {
      expected: 'status 200',
      observed: `status ${answer.status}`,
      answer,
    });
  },
);

test(
  'gives entity tags as it advertises',
  check('truth-etag', {
    judges: ['7643-5-18'],
    needs: ['discovery'],
    after: ['user-read', 'discovery-config-features'],
  }),
  async ({ users, discovery, judge }) => {
    const answer = await users.get(await users.create());

    const has = answer.header('etag') !== undefined;
    const advertised = discovery.capabilities.get('etag') === true;
    judge.that('7643-5-18', !advertised || has, { expected: 'an ETag header', observed: 'none', answer });
    // Frameworks add an ETag of their own; only one that meta.version repeats is a version.
    const version = isObject(answer.json.meta) ? answer.json.meta.version : undefined;
    judge.warn('7643-5-18', advertised || !has || version === undefined, {
      expected: 'etag.supported where versions are given',
      observed: brief(version),
      answer,
    });
  },
);

test(
  'takes bulk jobs as it advertises',
  check('truth-bulk', {
    judges: ['7643-5-07', '7644-3.7-01'],
    needs: ['discovery'],
    after: ['discovery-config-features'],
  }),
  async ({ http, discovery, judge }) => {
    const answer = await http.post('/Bulk', {
      schemas: [urns.bulkRequest],
      Operations: [{ method: 'DELETE', path: '/Users/scimulate-none' }],
    });

    const works = answer.status === 200 && Array.isArray(answer.json.Operations);
    if (discovery.capabilities.get('bulk') === true) {
      judge.that('7643-5-07', works, { expected: 'a bulk answer', observed: `status ${answer.status}`, answer });
      return;
    }
    judge.warn('7643-5-07', !works, {
      expected: 'bulk advertised where it works',
      observed: 'advertised as missing',
      answer,
    });
    judge.that('7644-3.7-01', works || answer.status >= 400, {
      expected: 'status 501',
      observed: `status ${answer.status}`,
      answer,
    });
  },
);

test(
  'honours startIndex where it announces index paging',
  check('truth-index-paging', {
    judges: ['9865-4-04'],
    needs: ['discovery', 'index', 'filter', 'filter-prefix'],
    after: ['page-members', 'filter-user-name-sw'],
  }),
  async ({ users, population, discovery, judge }) => {
    if (!isObject(discovery.config?.pagination)) return;
    const [first, second] = [
      await users.list({ filter: population.filter, startIndex: 1, count: 1 }),
      await users.list({ filter: population.filter, startIndex: 2, count: 1 }),
    ];

    judge.that('9865-4-04', brief(idsOf(first)) !== brief(idsOf(second)), {
      expected: 'another page for startIndex 2',
      observed: brief(idsOf(second)),
      answer: [first, second],
    });
  },
);
