import { brief, check, test } from '#check';
import { isObject } from '#scim';

const entityTag = /^(W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/;

test(
  'gives an entity tag with a resource, and the same one in meta.version',
  check('etag-header', {
    judges: ['7644-3.14-03', '7644-3.14-04', '7643-3.1-26', '7643-5-18'],
    needs: ['etag'],
    after: ['user-create'],
  }),
  async ({ users, judge }) => {
    const created = await users.post(users.body());
    const id = String(created.json.id);
    for (const answer of [created, await users.get(id)]) {
      const tag = answer.header('etag');
      judge.that('7643-5-18', tag !== undefined, { expected: 'an ETag header', observed: 'none', answer });
      if (tag === undefined) continue;
      judge.choice('etag.kind', tag.startsWith('W/') ? 'weak' : 'strong');
      judge.that('7644-3.14-03', entityTag.test(tag), { expected: 'a valid entity tag', observed: tag, answer });
      const version = isObject(answer.json.meta) ? answer.json.meta.version : undefined;
      judge.warn('7644-3.14-04', version !== undefined, { expected: 'meta.version', observed: 'none', answer });
      if (version === undefined) continue;
      const opaque = (text: unknown) => String(text).replace(/^W\//, '').replaceAll('"', '');
      judge.that('7643-3.1-26', opaque(version) === opaque(tag), {
        expected: `meta.version ${tag}`,
        observed: brief(version),
        answer,
      });
      judge.warn('7643-3.1-26', version === tag, { expected: `meta.version ${tag}`, observed: brief(version), answer });
    }
  },
);

test(
  'changes the entity tag with the resource, and only then',
  check('etag-changes', {
    judges: ['7644-3.14-01'],
    needs: ['etag', 'User.displayName'],
    after: ['etag-header', 'put-replaces'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });
    const [first, second] = [await users.get(ada), await users.get(ada)];

    judge.that('7644-3.14-01', first.header('etag') === second.header('etag'), {
      expected: `ETag ${brief(first.header('etag'))} again`,
      observed: brief(second.header('etag')),
      answer: [first, second],
    });
    await users.put(ada, { ...ada, displayName: 'Ada after' });
    const third = await users.get(ada);
    judge.that('7644-3.14-01', third.header('etag') !== first.header('etag'), {
      expected: 'another ETag',
      observed: brief(third.header('etag')),
      answer: [first, third],
    });
  },
);

test(
  'answers 304 when the client holds the current version',
  check('etag-if-none-match', { judges: ['7644-3.14-06'], needs: ['etag'], after: ['etag-header'] }),
  async ({ users, http, judge }) => {
    const ada = await users.create();
    const place = `${users.endpoint}/${encodeURIComponent(ada.id)}`;
    const tag = (await http.get(place)).header('etag') ?? '';

    const answer = await http.get(place, {}, { 'If-None-Match': tag });

    if (!judge.status('7644-3.14-06', answer, 304)) return;
    judge.that('7644-3.14-06', answer.text === '', {
      expected: 'no body',
      observed: `${answer.text.length} characters`,
      answer,
    });
  },
);

test(
  'writes when the client names the version that it holds',
  check('etag-if-match', {
    judges: ['7644-3.14-06'],
    needs: ['etag', 'User.displayName'],
    after: ['etag-header', 'put-replaces'],
  }),
  async ({ users, http, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });
    const place = `${users.endpoint}/${encodeURIComponent(ada.id)}`;
    const tag = (await http.get(place)).header('etag') ?? '';

    const answer = await http.put(place, { ...ada, displayName: 'Ada after' }, {}, { 'If-Match': tag });
    const refusesOwnWeakTag = [412, 409].includes(answer.status) && tag.startsWith('W/');
    judge[refusesOwnWeakTag ? 'warn' : 'that']('7644-3.14-06', answer.status === 200 || answer.status === 204, {
      expected: 'status 200',
      observed: `status ${answer.status}`,
      answer,
    });

    const any = await http.put(place, { ...ada, displayName: 'Ada at last' }, {}, { 'If-Match': '*' });
    judge.status('7644-3.14-06', any, [200, 204]);
  },
);

test(
  'refuses to write over a version that the client has not seen',
  check('etag-stale', {
    judges: ['7644-3.12-15', '7644-3.12-14'],
    needs: ['etag', 'User.displayName'],
    after: ['etag-changes'],
  }),
  async ({ users, http, discovery, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });
    const place = `${users.endpoint}/${encodeURIComponent(ada.id)}`;
    const stale = { 'If-Match': (await http.get(place)).header('etag') };
    await http.put(place, { ...ada, displayName: 'Ada between' });
    const now = await users.read(ada);

    const body = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'displayName', value: 'Ada lost' }],
    };
    const answers = [
      await http.put(place, { ...ada, displayName: 'Ada lost' }, {}, stale),
      ...(discovery.capabilities.get('patch') === true ? [await http.patch(place, body, {}, stale)] : []),
      await http.delete(place, stale),
    ];
    for (const answer of answers) {
      const { method } = answer.exchange.request;
      judge.choice('etag.stale', answer.status === 409 ? '409' : '412');
      judge.that('7644-3.12-15', answer.status === 412 || answer.status === 409 || answer.status === 428, {
        expected: `${method} refused with 412`,
        observed: `status ${answer.status}`,
        answer,
      });
    }
    const after = await users.get(ada);
    judge.that('7644-3.12-14', after.status === 200 && after.json.displayName === now.displayName, {
      expected: 'the User as before',
      observed: `status ${after.status}, displayName ${brief(after.json.displayName)}`,
      answer: after,
    });
  },
);
