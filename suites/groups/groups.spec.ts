import { brief, check, idsOf, isUnassigned, memberIdsOf, test } from '#check';
import { isList, isObject } from '#scim';

test(
  'creates a Group with 201',
  check('group-create', { judges: ['7644-3.3-07'], needs: ['groups'] }),
  async ({ groups, judge }) => {
    const answer = await groups.post(groups.body());

    judge.status('7644-3.3-07', answer, 201);
  },
);

test(
  'serves Groups by every method that the protocol has for them',
  check('group-methods', {
    judges: ['7644-3.2-10'],
    needs: ['groups'],
    after: ['group-create', 'truth-patch'],
  }),
  async ({ groups, discovery, fresh, judge }) => {
    const group = await groups.create();
    const answers = [
      await groups.list({ count: 1 }),
      await groups.get(group),
      await groups.put(group, group),
      ...(discovery.capabilities.get('patch') === true
        ? [await groups.patch(group, [{ op: 'replace', path: 'displayName', value: fresh.word('renamed') }])]
        : []),
      await groups.delete(group),
    ];
    for (const answer of answers) {
      const { method } = answer.exchange.request;
      // Rights may be missing, which is said with 403; the method itself may not.
      judge.that('7644-3.2-10', ![404, 405, 501].includes(answer.status), {
        expected: `${method} served for Groups`,
        observed: `status ${answer.status}`,
        answer,
      });
    }
  },
);

test(
  'gives a new Group an id, a meta and a Location',
  check('group-create-common-attributes', {
    judges: ['7643-3.1-02', '7644-3.3-09'],
    needs: ['groups'],
    after: ['group-create'],
  }),
  async ({ groups, judge }) => {
    const answer = await groups.post(groups.body());

    const { id, meta } = answer.json;
    judge.that('7643-3.1-02', typeof id === 'string' && isObject(meta), {
      expected: 'id and meta',
      observed: brief({ id, meta }),
      answer,
    });
    const location = answer.header('location');
    const isThere = judge.that('7644-3.3-09', location !== undefined, {
      expected: 'a Location header',
      observed: 'none',
      answer,
      kind: 'missing',
    });
    const place = `${groups.endpoint}/${encodeURIComponent(String(id))}`;
    judge.that('7644-3.3-09', !isThere || `/${location}`.endsWith(place), {
      expected: `a Location that ends in ${place}`,
      observed: brief(location),
      answer,
    });
  },
);

test(
  'creates a Group with members',
  check('group-create-members', {
    judges: ['7643-4.2-03', '7644-3.1-07'],
    needs: ['groups', 'Group.members'],
    after: ['group-create', 'user-create'],
  }),
  async ({ groups, users, judge }) => {
    const [ada, bob] = await users.createAll([{}, {}]);
    const wanted = [ada, bob].map((user) => String(user?.id)).sort();

    const answer = await groups.post(groups.body({ members: wanted.map((value) => ({ value })) }));

    const id = String(answer.json.id);
    const read = await groups.get(id);
    judge.that('7643-4.2-03', brief(memberIdsOf(read.json)) === brief(wanted), {
      expected: `members ${brief(wanted)}`,
      observed: brief(memberIdsOf(read.json)),
      answer: [answer, read],
    });
    if (answer.status === 201)
      judge.same('7644-3.1-07', read.json, answer.json, { what: 'what the create showed', answer: [answer, read] });
  },
);

test(
  'refuses a Group without a displayName',
  check('group-create-without-name', {
    judges: ['7643-4.2-01', '7644-3.12-26'],
    needs: ['groups'],
    after: ['group-create'],
  }),
  async ({ groups, judge }) => {
    const { displayName, ...rest } = groups.body();
    const isRequired = groups.schema.base.attributes.get('displayname')?.required === true;

    const answer = await groups.post(rest);

    const seen = {
      expected: 'status 400',
      observed: `status ${answer.status}`,
      answer,
      kind: `status ${answer.status}`,
    };
    // A target that publishes displayName as optional, as the RFC's own listing does, keeps its word by taking it (D26).
    if (isRequired) judge.that('7643-4.2-01', answer.status >= 400, seen);
    else judge.warn('7643-4.2-01', answer.status >= 400, seen);
    if (answer.status >= 400) judge.error('7644-3.12-26', answer, 400, 'invalidValue');
  },
);

test(
  'renames a Group and keeps its members',
  check('group-rename', {
    judges: ['7644-3.5.2.3-02', '7644-3.2-07'],
    needs: ['groups', 'patch', 'Group.members', 'Group.displayName'],
    after: ['group-create-members'],
  }),
  async ({ groups, users, fresh, judge }) => {
    const ada = await users.create();
    const group = await groups.create({ members: [{ value: ada.id }] });
    const displayName = fresh.word('renamed');

    const answer = await groups.patch(group, [{ op: 'replace', path: 'displayName', value: displayName }]);

    const after = await groups.read(group);
    judge.that('7644-3.5.2.3-02', after.displayName === displayName, {
      expected: displayName,
      observed: brief(after.displayName),
      answer,
    });
    judge.that('7644-3.2-07', brief(memberIdsOf(after)) === brief([ada.id]), {
      expected: 'the members as before',
      observed: brief(memberIdsOf(after)),
      answer,
    });
  },
);

test(
  'deletes a Group and leaves its members',
  check('group-delete', {
    judges: ['7644-3.6-06', '7644-3.6-02'],
    needs: ['groups', 'Group.members'],
    after: ['group-create-members'],
  }),
  async ({ groups, users, judge }) => {
    const ada = await users.create();
    const group = await groups.create({ members: [{ value: ada.id }] });

    const answer = await groups.delete(group);

    judge.status('7644-3.6-06', answer, 204);
    judge.status('7644-3.6-02', await groups.get(group), 404);
    judge.that('7644-3.6-06', (await users.get(ada)).status === 200, {
      expected: 'the member still there',
      observed: 'gone',
      answer,
    });
  },
);

test(
  'leaves members out when they are excluded',
  check('group-excluded-members', {
    judges: ['7644-3.9-07'],
    needs: ['groups', 'Group.members'],
    after: ['group-create-members'],
  }),
  async ({ groups, users, judge }) => {
    const ada = await users.create();
    const group = await groups.create({ members: [{ value: ada.id }] });

    const answer = await groups.get(group, { excludedAttributes: 'members' });

    judge.that('7644-3.9-07', answer.json.members === undefined && answer.json.displayName === group.displayName, {
      expected: 'displayName and no members',
      observed: brief(answer.json),
      answer,
    });
  },
);

test(
  'finds a Group by displayName and by member',
  check('group-filter', {
    judges: ['7644-3.4.2.2-10', '7644-3.4.2.2-37'],
    needs: ['groups', 'filter', 'Group.members'],
    after: ['group-create-members'],
  }),
  async ({ groups, population, judge }) => {
    const [crew] = population.groups;
    const [ada] = population.users;
    if (crew === undefined || ada === undefined) return;

    const byName = await groups.list({ filter: `displayName eq "${crew.displayName}"` });
    judge.that('7644-3.4.2.2-10', idsOf(byName).includes(crew.id) && idsOf(byName).length === 1, {
      expected: `the Group ${crew.displayName}`,
      observed: `status ${byName.status}, ${idsOf(byName).length} found`,
      answer: byName,
    });
    const byMember = await groups.list({ filter: `members.value eq "${ada.id}"` });
    if (byMember.status === 400 || byMember.status === 501) {
      judge.warn('7644-3.4.2.2-37', false, {
        expected: 'an answer',
        observed: `status ${byMember.status}`,
        answer: byMember,
      });
      return;
    }
    judge.that('7644-3.4.2.2-37', brief(idsOf(byMember)) === brief([crew.id]), {
      expected: `the Group ${crew.displayName}`,
      observed: brief(idsOf(byMember)),
      answer: byMember,
    });
  },
);

test(
  'shows in a User the Groups that it is in, and takes no orders there',
  check('user-groups', {
    judges: ['7643-4.1.2-23', '7643-4.1.2-25', '7643-4.1.2-20', '7643-4.1.2-24'],
    needs: ['groups', 'Group.members', 'has:User.groups'],
    after: ['group-create-members', 'put-replaces'],
  }),
  async ({ groups, users, http, target, population, judge }) => {
    const [ada, bob] = await users.createAll([{}, {}]);
    if (ada === undefined || bob === undefined) return;
    const group = await groups.create({ members: [{ value: ada.id }] });
    for (const user of population.users) {
      const shown = isList(user.groups) ? user.groups.filter(isObject).map(({ value }) => String(value)) : [];
      const own = population.groups.filter((crew) => memberIdsOf(crew).includes(user.id)).map(({ id }) => id);
      judge.that('7643-4.1.2-23', shown.length === 0 || own.every((id) => shown.includes(id)), {
        expected: `each of ${own.length} Groups, or none`,
        observed: brief(shown),
      });
    }

    const read = await users.get(ada);
    const listed = isList(read.json.groups) ? read.json.groups.filter(isObject) : [];
    const entry = listed.find(({ value }) => value === group.id);
    judge.choice('groups.filled', entry === undefined ? 'no' : 'yes');
    judge.warn('7643-4.1.2-23', entry !== undefined, {
      expected: `the Group ${group.id} in groups`,
      observed: brief(listed),
      answer: read,
    });
    judge.that('7643-4.1.2-20', entry === undefined || isUnassigned(entry.type) || entry.type === 'direct', {
      expected: 'type direct',
      observed: brief(entry?.type),
      answer: read,
    });
    if (typeof entry?.$ref === 'string') {
      const url = new URL(entry.$ref, `${target.url}/`);
      const followed = url.origin === new URL(target.url).origin ? await http.get(url.href) : undefined;
      judge.that('7643-4.1.2-24', followed === undefined || followed.json.id === group.id, {
        expected: `the Group ${group.id} at ${entry.$ref}`,
        observed: brief(followed?.json.id),
        answer: followed,
      });
    }
    const put = await users.put(bob, { ...bob, groups: [{ value: group.id }] });
    judge.status('7643-4.1.2-25', put, [200, 204]);
    const { groups: _unsaid, ...herself } = await users.read(ada);
    await users.put(ada, herself);
    const ids = memberIdsOf(await groups.read(group));
    judge.that('7643-4.1.2-25', brief(ids) === brief([ada.id]), {
      expected: 'no membership by way of the User',
      observed: brief(ids),
      answer: put,
    });
  },
);

test(
  'keeps a Group within a Group, or refuses it',
  check('group-nested', {
    judges: ['7643-4.2-04', '7644-3.4.1-02'],
    needs: ['groups', 'Group.members'],
    after: ['group-create-members'],
  }),
  async ({ groups, judge }) => {
    const inner = await groups.create();

    const answer = await groups.post(groups.body({ members: [{ value: inner.id, type: 'Group' }] }));

    judge.choice('group.nested', answer.status === 201 ? 'kept' : 'refused');
    if (answer.status !== 201) {
      judge.that('7643-4.2-04', answer.status >= 400 && answer.status < 500, {
        expected: 'status 201 or 400',
        observed: `status ${answer.status}`,
        answer,
      });
      return;
    }
    const outer = await groups.read({ id: String(answer.json.id) });
    judge.warn('7643-4.2-04', memberIdsOf(outer).includes(inner.id), {
      expected: 'the nested Group kept',
      observed: brief(memberIdsOf(outer)),
      answer,
    });
    const circle = await groups.put(inner, { ...inner, members: [{ value: outer.id, type: 'Group' }] });
    judge.choice('group.cycle', circle.status < 300 ? 'kept' : 'refused');
    judge.status('7644-3.4.1-02', await groups.get(outer), 200);
    judge.status('7644-3.4.1-02', await groups.get(inner), 200);
  },
);
