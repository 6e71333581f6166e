import { brief, check, elementsOf, isUnassigned, memberIdsOf, test } from '#check';
import { isObject, type JsonObject } from '#scim';

test(
  'points with $ref and type at the member',
  check('group-member-parts', {
    judges: ['7643-4.2-03', '7643-2.3.7-02', '7643-2.3.7-03', '7643-2.3.7-06', '7643-2.3.7-07', '7643-2.4-07'],
    needs: ['groups', 'Group.members'],
    after: ['group-create-members'],
  }),
  async ({ groups, users, http, target, judge }) => {
    const ada = await users.create();
    const group = await groups.create({ members: [{ value: ada.id }] });

    const [member] = elementsOf(group, 'members');
    if (member === undefined) return;
    judge.that('7643-4.2-03', isUnassigned(member.type) || String(member.type) === 'User', {
      expected: 'type User',
      observed: brief(member.type),
    });
    const { $ref } = member;
    if (typeof $ref !== 'string' || $ref === '') return;
    const isUri = /^[\w.~:/?#[\]@!$&'()*+,;=%-]+$/.test($ref) && URL.canParse($ref, `${target.url}/`);
    if (!judge.that('7643-2.3.7-02', isUri, { expected: '$ref as a URI', observed: $ref })) return;
    const url = new URL($ref, `${target.url}/`);
    judge.that('7643-2.3.7-06', /^https?:$/.test(url.protocol), {
      expected: 'a $ref that HTTP can fetch',
      observed: $ref,
    });
    const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test($ref);
    judge.warn('7643-2.4-07', !isAbsolute || url.href === $ref || url.href === `${$ref}/`, {
      expected: `${url.href}, the normal form`,
      observed: $ref,
    });
    if (url.origin !== new URL(target.url).origin) return;
    const answer = await http.get(url.href);
    const isThere = answer.status === 200 && answer.json.id === ada.id;
    const seen = {
      expected: `the User ${ada.id} at ${$ref}`,
      observed: `status ${answer.status}, id ${brief(answer.json.id)}`,
      answer,
    };
    if (isThere || isAbsolute) {
      judge.that('7643-2.3.7-07', isThere, seen);
      return;
    }
    // Taken from the address of the Group it may lead there, which is a caution (D46).
    const place = new URL(`${target.url}${groups.endpoint}/${encodeURIComponent(group.id)}`);
    const fromGroup = await http.get(new URL($ref, place).href);
    judge.warn('7643-2.3.7-03', false, seen);
    judge.that('7643-2.3.7-07', fromGroup.status === 200 && fromGroup.json.id === ada.id, {
      ...seen,
      answer: fromGroup,
    });
  },
);

test(
  'takes a member by whichever version of its address the client knows',
  check('group-member-version', {
    judges: ['7643-2.4-08'],
    needs: ['groups', 'Group.members'],
    after: ['group-member-parts'],
  }),
  async ({ groups, users, target, judge }) => {
    const [, root] = /^(.*)\/v\d+$/i.exec(target.url) ?? [];
    if (root === undefined || groups.schema.base.attributes.get('members')?.subAttributes.get('$ref') === undefined)
      return;
    const [ada, bob] = await users.createAll([{}, {}]);
    if (ada === undefined || bob === undefined) return;
    const member = (base: string, { id }: { readonly id: string }) => ({
      value: id,
      $ref: `${base}${users.endpoint}/${encodeURIComponent(id)}`,
    });

    const answer = await groups.post(groups.body({ members: [member(root, ada), member(target.url, bob)] }));

    judge.warn('7643-2.4-08', answer.status === 201, {
      expected: 'status 201',
      observed: `status ${answer.status}`,
      answer,
    });
    if (answer.status !== 201) return;
    const ids = memberIdsOf(await groups.read({ id: String(answer.json.id) }));
    judge.that('7643-2.4-08', brief(ids) === brief([ada.id, bob.id].sort()), {
      expected: 'both members',
      observed: brief(ids),
      answer,
    });
  },
);

test(
  'adds a member and keeps the others',
  check('group-add-member', {
    judges: ['7644-3.5.2.1-06', '7644-3.5.2.1-12'],
    needs: ['groups', 'patch', 'Group.members'],
    after: ['group-create-members'],
  }),
  async ({ groups, users, judge }) => {
    const [ada, bob] = await users.createAll([{}, {}]);
    if (ada === undefined || bob === undefined) return;
    const group = await groups.create({ members: [{ value: ada.id }] });

    const answer = await groups.patch(group, [{ op: 'add', path: 'members', value: [{ value: bob.id }] }]);

    judge.choice('patch.status.groups', answer.status === 204 ? '204' : '200');
    if (!judge.status('7644-3.5.2.1-12', answer, [200, 204])) return;
    const ids = memberIdsOf(await groups.read(group));
    judge.that('7644-3.5.2.1-12', answer.status === 204 || brief(memberIdsOf(answer.json)) === brief(ids), {
      expected: 'the members that a read shows',
      observed: brief(memberIdsOf(answer.json)),
      answer,
    });
    judge.that('7644-3.5.2.1-06', brief(ids) === brief([ada.id, bob.id].sort()), {
      expected: 'both members',
      observed: brief(ids),
      answer,
    });
  },
);

test(
  'adds a member once, however often it is told to',
  check('group-add-member-again', {
    judges: ['7644-3.5.2.1-10', '7644-3.5.2.1-11'],
    needs: ['groups', 'patch', 'Group.members'],
    after: ['group-add-member'],
  }),
  async ({ groups, users, judge }) => {
    const ada = await users.create();
    const group = await groups.create({ members: [{ value: ada.id }] });

    const answer = await groups.patch(group, [{ op: 'add', path: 'members', value: [{ value: ada.id }] }]);

    judge.that('7644-3.5.2.1-11', answer.status === 200 || answer.status === 204, {
      expected: 'status 200 or 204',
      observed: `status ${answer.status}`,
      answer,
    });
    const after = await groups.read(group);
    judge.warn('7644-3.5.2.1-10', memberIdsOf(after).length === 1, {
      expected: 'the member once',
      observed: brief(memberIdsOf(after)),
      answer,
    });
    if (memberIdsOf(after).length !== 1) return;
    const modified = (each: JsonObject) => (isObject(each.meta) ? each.meta.lastModified : undefined);
    judge.that('7644-3.5.2.1-11', modified(after) === modified(group), {
      expected: `lastModified ${brief(modified(group))} as before`,
      observed: brief(modified(after)),
      answer,
    });
  },
);

test(
  'removes the member that the path selects, and no other',
  check('group-remove-member', {
    judges: ['7644-3.5.2.2-04'],
    needs: ['groups', 'patch', 'Group.members'],
    after: ['group-create-members'],
  }),
  async ({ groups, users, judge }) => {
    const [ada, bob] = await users.createAll([{}, {}]);
    if (ada === undefined || bob === undefined) return;
    const group = await groups.create({ members: [{ value: ada.id }, { value: bob.id }] });

    const answer = await groups.patch(group, [{ op: 'remove', path: `members[value eq "${ada.id}"]` }]);

    if (!judge.status('7644-3.5.2.2-04', answer, [200, 204])) return;
    const ids = memberIdsOf(await groups.read(group));
    judge.that('7644-3.5.2.2-04', brief(ids) === brief([bob.id]), {
      expected: 'the other member alone',
      observed: brief(ids),
      answer,
    });
  },
);

test(
  'takes the removal of somebody who is no member for done',
  check('group-remove-stranger', {
    judges: ['7644-3.5.2.2-09'],
    needs: ['groups', 'patch', 'Group.members'],
    after: ['group-remove-member'],
  }),
  async ({ groups, users, judge }) => {
    const [ada, bob] = await users.createAll([{}, {}]);
    if (ada === undefined || bob === undefined) return;
    const group = await groups.create({ members: [{ value: ada.id }] });

    const answer = await groups.patch(group, [{ op: 'remove', path: `members[value eq "${bob.id}"]` }]);

    judge.warn('7644-3.5.2.2-09', answer.status < 300, {
      expected: 'status 200 or 204',
      observed: `status ${answer.status}`,
      answer,
    });
    judge.that('7644-3.5.2.2-09', answer.status < 300 || answer.status === 400, {
      expected: 'status 200, 204 or 400',
      observed: `status ${answer.status}`,
      answer,
    });
    const ids = memberIdsOf(await groups.read(group));
    judge.that('7644-3.5.2.2-09', brief(ids) === brief([ada.id]), {
      expected: 'the members as before',
      observed: brief(ids),
      answer,
    });
  },
);

test(
  'removes all members',
  check('group-remove-all', {
    judges: ['7644-3.5.2.2-03'],
    needs: ['optional:Group.members', 'groups', 'patch', 'Group.members'],
    after: ['group-remove-member'],
  }),
  async ({ groups, users, judge }) => {
    const crew = await users.createAll([{}, {}]);
    const group = await groups.create({ members: crew.map(({ id }) => ({ value: id })) });

    const answer = await groups.patch(group, [{ op: 'remove', path: 'members' }]);

    const { members } = await groups.read(group);
    judge.that('7644-3.5.2.2-03', isUnassigned(members), { expected: 'no members', observed: brief(members), answer });
  },
);

test(
  'replaces the members by those given',
  check('group-replace-members', {
    judges: ['7644-3.5.2.3-03'],
    needs: ['groups', 'patch', 'Group.members'],
    after: ['group-add-member'],
  }),
  async ({ groups, users, judge }) => {
    const [ada, bob] = await users.createAll([{}, {}]);
    if (ada === undefined || bob === undefined) return;
    const group = await groups.create({ members: [{ value: ada.id }] });

    const answer = await groups.patch(group, [{ op: 'replace', path: 'members', value: [{ value: bob.id }] }]);

    const ids = memberIdsOf(await groups.read(group));
    judge.that('7644-3.5.2.3-03', brief(ids) === brief([bob.id]), {
      expected: 'exactly the one given',
      observed: brief(ids),
      answer,
    });
  },
);

test(
  'takes the same members again by PUT, and others in their place',
  check('group-put-members', {
    judges: ['7643-4.2-02', '7644-3.5.1-04', '7644-3.5-01'],
    needs: ['groups', 'Group.members'],
    after: ['group-create-members'],
  }),
  async ({ groups, users, judge }) => {
    const [ada, bob] = await users.createAll([{}, {}]);
    if (ada === undefined || bob === undefined) return;
    const group = await groups.create({ members: [{ value: ada.id }] });

    const same = await groups.put(group, group);
    judge.status('7643-4.2-02', same, [200, 204]);
    const other = await groups.put(group, { ...group, members: [{ value: bob.id }] });

    if (!judge.status('7644-3.5-01', other, [200, 204])) return;
    const ids = memberIdsOf(await groups.read(group));
    judge.that('7644-3.5.1-04', brief(ids) === brief([bob.id]), {
      expected: 'exactly the one given',
      observed: brief(ids),
      answer: other,
    });
  },
);

test(
  'refuses a member that is not there, stores it, or says so',
  check('group-unknown-member', {
    judges: ['7643-4.2-03'],
    needs: ['groups', 'patch', 'Group.members'],
    after: ['group-add-member'],
  }),
  async ({ groups, users, fresh, judge }) => {
    const ada = await users.create();
    const group = await groups.create({ members: [{ value: ada.id }] });
    const unknown = fresh.word('nobody');

    const answer = await groups.patch(group, [{ op: 'add', path: 'members', value: [{ value: unknown }] }]);

    const ids = memberIdsOf(await groups.read(group));
    judge.choice('member.unknown', answer.status >= 300 ? 'refused' : ids.includes(unknown) ? 'stored' : 'dropped');
    judge.that('7643-4.2-03', ids.includes(ada.id), {
      expected: 'the known member kept',
      observed: brief(ids),
      answer,
    });
    judge.warn('7643-4.2-03', answer.status >= 300 || ids.includes(unknown), {
      expected: 'the unknown member refused or stored',
      observed: 'dropped without a word',
      answer,
    });
  },
);

test(
  'keeps the Group when one of its members is deleted',
  check('group-member-deleted', {
    judges: ['7644-3.4.1-02'],
    needs: ['groups', 'Group.members'],
    after: ['group-create-members', 'user-delete'],
  }),
  async ({ groups, users, judge }) => {
    const [ada, bob] = await users.createAll([{}, {}]);
    if (ada === undefined || bob === undefined) return;
    const group = await groups.create({ members: [{ value: ada.id }, { value: bob.id }] });
    await users.delete(ada);

    const answer = await groups.get(group);

    judge.status('7644-3.4.1-02', answer, 200);
    const ids = memberIdsOf(answer.json);
    judge.choice('member.dangling', ids.includes(ada.id) ? 'kept' : 'removed');
    judge.that('7644-3.4.1-02', ids.includes(bob.id), { expected: 'the other member', observed: brief(ids), answer });
  },
);

test(
  'leaves the members alone when a PATCH of them fails',
  check('group-patch-atomic', {
    judges: ['7644-3.5.2-25'],
    needs: ['groups', 'patch', 'Group.members'],
    after: ['group-add-member', 'patch-atomic'],
  }),
  async ({ groups, users, judge }) => {
    const [ada, bob] = await users.createAll([{}, {}]);
    if (ada === undefined || bob === undefined) return;
    const group = await groups.create({ members: [{ value: ada.id }] });

    const answer = await groups.patch(group, [
      { op: 'add', path: 'members', value: [{ value: bob.id }] },
      { op: 'remove' },
    ]);

    if (answer.status < 400) return;
    const ids = memberIdsOf(await groups.read(group));
    judge.that('7644-3.5.2-25', brief(ids) === brief([ada.id]), {
      expected: 'the members as before',
      observed: brief(ids),
      answer,
    });
  },
);
