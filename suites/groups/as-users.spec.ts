import { brief, check, errorOf, idsOf, memberIdsOf, resourcesOf, strangerTo, test } from '#check';
import { isList, isObject, type JsonObject, urns } from '#scim';
import { counted } from '#wire';
import { judgeNobody } from '../read/nobody.ts';

test(
  'answers 404 to whatever is asked of a deleted Group, or of one that never was',
  check('group-delete-then-404', {
    judges: ['7644-3.6-02', '7644-3.6-03', '7644-3.4.1-02', '7644-3.12-02'],
    needs: ['groups'],
    after: ['group-create'],
  }),
  async ({ groups, discovery, fresh, judge }) => {
    const group = await groups.create();
    await groups.delete(group);

    const answers = [
      await groups.get(group),
      await groups.put(group, { ...groups.body(), id: group.id }),
      ...(discovery.capabilities.get('patch') === true
        ? [await groups.patch(group, [{ op: 'replace', path: 'displayName', value: fresh.word() }])]
        : []),
      await groups.delete(group),
    ];
    for (const answer of answers) {
      const { method } = answer.exchange.request;
      judge.that('7644-3.6-02', answer.status === 404, {
        expected: `${method} answered with 404`,
        observed: `status ${answer.status}`,
        answer,
      });
      const { schemas } = errorOf(answer);
      judge.that('7644-3.12-02', answer.status !== 404 || (isList(schemas) && schemas.includes(urns.error)), {
        expected: `a SCIM error in the answer to ${method}`,
        observed: brief(schemas),
        answer,
      });
    }
    const nobody = strangerTo(group.id, fresh);
    judgeNobody(judge, '7644-3.4.1-02', await groups.get(nobody.id), nobody);
    if (discovery.capabilities.get('filter') !== true) return;
    const listed = await groups.list({ filter: `displayName eq "${group.displayName}"` });
    judge.that('7644-3.6-03', !idsOf(listed).includes(group.id), {
      expected: 'no such Group in the list',
      observed: `id ${group.id}`,
      answer: listed,
    });
  },
);

test(
  'gives a Group another version when its members change, and heeds the version that a client names',
  check('group-versions', {
    judges: ['7644-3.14-01', '7644-3.12-15', '7644-3.12-14', '7643-3.1-26'],
    needs: ['groups', 'patch', 'etag', 'Group.members'],
    after: ['group-add-member', 'etag-changes', 'etag-stale', 'etag-if-match'],
  }),
  async ({ groups, users, http, judge }) => {
    const [ada, bob] = await users.createAll([{}, {}]);
    if (ada === undefined || bob === undefined) return;
    const group = await groups.create();
    const before = await groups.get(group);
    const add = (id: string) => [{ op: 'add', path: 'members', value: [{ value: id }] }];
    await groups.patch(group, add(ada.id));
    const after = await groups.get(group);

    const [old, now] = [before.header('etag'), after.header('etag')];
    judge.that('7644-3.14-01', old === undefined || old !== now, {
      expected: `another ETag than ${brief(old)}`,
      observed: brief(now),
      answer: [before, after],
    });
    const version = isObject(after.json.meta) ? after.json.meta.version : undefined;
    const opaque = (text: unknown) => String(text).replace(/^W\//, '').replaceAll('"', '');
    judge.that('7643-3.1-26', version === undefined || now === undefined || opaque(version) === opaque(now), {
      expected: `meta.version ${brief(now)}`,
      observed: brief(version),
      answer: after,
    });
    if (old === undefined || old === now) return;
    const place = `${groups.endpoint}/${encodeURIComponent(group.id)}`;
    const body = { schemas: [urns.patchOp], Operations: add(bob.id) };
    const answers = [
      await http.patch(place, body, {}, { 'If-Match': old }),
      await http.put(place, { ...before.json, members: [{ value: bob.id }] }, {}, { 'If-Match': old }),
      await http.delete(place, { 'If-Match': old }),
    ];
    for (const answer of answers) {
      judge.that('7644-3.12-15', [412, 409, 428].includes(answer.status), {
        expected: `${answer.exchange.request.method} refused with 412`,
        observed: `status ${answer.status}`,
        answer,
      });
    }
    const left = await groups.get(group);
    judge.that('7644-3.12-14', left.status === 200 && brief(memberIdsOf(left.json)) === brief([ada.id]), {
      expected: 'the Group as before',
      observed: `status ${left.status}, members ${brief(memberIdsOf(left.json))}`,
      answer: left,
    });
  },
);

test(
  'projects Groups as it projects Users',
  check('group-projection', {
    judges: ['7644-3.9-04', '7644-3.4.2.5-06', '7643-3.1-11'],
    needs: ['groups', 'Group.members'],
    after: ['group-create-members', 'projection-attributes', 'projection-excluded'],
  }),
  async ({ groups, population, judge }) => {
    const [crew] = population.groups;
    if (crew === undefined) return;
    const some = await groups.get(crew, { attributes: 'displayName' });

    const always = groups.schema.base.attributes.get('members')?.returned === 'always';
    judge.that(
      '7644-3.9-04',
      some.json.displayName === crew.displayName && (always || some.json.members === undefined),
      {
        expected: 'displayName and no members',
        observed: brief(Object.keys(some.json)),
        answer: some,
      },
    );
    judge.that('7643-3.1-11', some.json.id === crew.id, { expected: 'id', observed: brief(some.json), answer: some });
    const others = await groups.get(crew, { excludedAttributes: 'id,displayName' });
    judge.that('7644-3.4.2.5-06', others.json.id === crew.id, {
      expected: 'id all the same',
      observed: brief(Object.keys(others.json)),
      answer: others,
    });
  },
);

test(
  'finds a Group by its name in any letter case, and by its externalId in its own',
  check('group-filter-letter-case', {
    judges: ['7644-3.4.2.2-42', '7643-3.1-16', '7643-3-09'],
    needs: ['groups', 'filter', 'Group.displayName'],
    after: ['group-filter', 'filter-external-id-case'],
  }),
  async ({ groups, fresh, judge }) => {
    const group = await groups.createLoosely({ externalId: `${fresh.word()}-aBcD` });
    const find = (filter: string) => groups.list({ filter });
    if (groups.schema.base.attributes.get('displayname')?.caseExact === false) {
      const found = await find(`displayName eq "${String(group.displayName).toUpperCase()}"`);
      judge.that('7644-3.4.2.2-42', found.status !== 200 || idsOf(found).includes(group.id), {
        expected: `the Group ${brief(group.displayName)}`,
        observed: 'not found in capitals',
        answer: found,
      });
    }
    if (typeof group.externalId !== 'string') return;
    const exact = await find(`externalId eq "${group.externalId}"`);
    if (exact.status !== 200) return;
    judge.that('7643-3-09', idsOf(exact).includes(group.id), {
      expected: `the Group with externalId ${group.externalId}`,
      observed: 'not found',
      answer: exact,
    });
    const other = await find(`externalId eq "${group.externalId.toUpperCase()}"`);
    judge.that('7643-3.1-16', !idsOf(other).includes(group.id), {
      expected: 'nobody in another letter case',
      observed: `the Group with externalId ${group.externalId}`,
      answer: other,
    });
  },
);

test(
  'moves the time of a Group forward with its members, and never that of its creation',
  check('group-time-stamps', {
    judges: ['7643-3.1-21', '7643-3.1-22'],
    needs: ['groups', 'patch', 'Group.members'],
    after: ['group-add-member', 'user-time-stamps'],
  }),
  async ({ groups, users, judge }) => {
    const crew = await users.createAll([{}, {}, {}]);
    const group = await groups.create();
    const stamp = (resource: JsonObject, name: string) =>
      Date.parse(String(isObject(resource.meta) ? resource.meta[name] : undefined));
    let after: JsonObject = group;
    const isFine = /\.\d*[1-9]/.test(String(isObject(group.meta) ? group.meta.lastModified : ''));
    for (const { id } of crew) {
      await groups.patch(group, [{ op: 'add', path: 'members', value: [{ value: id }] }]);
      after = await groups.read(group);
    }
    const [first, last] = [stamp(group, 'lastModified'), stamp(after, 'lastModified')];

    judge.that('7643-3.1-21', Object.is(stamp(after, 'created'), stamp(group, 'created')), {
      expected: 'created as before',
      observed: brief(after.meta),
    });
    judge.that('7643-3.1-22', !(last < first) && (!isFine || last !== first), {
      expected: `lastModified after ${brief(isObject(group.meta) ? group.meta.lastModified : undefined)}`,
      observed: brief(isObject(after.meta) ? after.meta.lastModified : undefined),
    });
  },
);

test(
  'keeps all members of a larger Group, wherever it shows them',
  check('group-many-members', {
    judges: ['7643-4.2-03', '7644-3.1-07', '7644-3.4-02'],
    needs: ['groups', 'filter', 'Group.members'],
    after: ['group-create-members', 'group-filter'],
  }),
  async ({ groups, users, judge }) => {
    const made = await Promise.all(Array.from({ length: 30 }, () => users.create()));
    const wanted = made.map(({ id }) => id).sort();
    const answer = await groups.post(groups.body({ members: wanted.map((value) => ({ value })) }));

    if (answer.status !== 201) {
      judge.refused('7643-4.2-03', answer, ['tooMany', 'invalidValue']);
      return;
    }
    const read = await groups.get(String(answer.json.id));
    const listed = await groups.list({ filter: `displayName eq "${read.json.displayName}"` });
    for (const [requirement, shown, by] of [
      ['7643-4.2-03', read.json, read],
      ['7644-3.1-07', answer.json, answer],
      ['7644-3.4-02', resourcesOf(listed)[0], listed],
    ] as const) {
      if (shown === undefined || (by !== read && shown.members === undefined)) continue;
      judge.that(
        requirement,
        brief(memberIdsOf(shown)) === brief(wanted) && memberIdsOf(shown).length === wanted.length,
        {
          expected: counted(wanted.length, 'member'),
          observed: `${memberIdsOf(shown).length}`,
          answer: by,
        },
      );
    }
  },
);
