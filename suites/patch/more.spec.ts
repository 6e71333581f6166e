import { brief, check, elementsOf, errorOf, test } from '#check';
import { isList, isObject, type JsonObject, urns } from '#scim';

test(
  'tells with a SCIM error why a PATCH is refused',
  check('patch-error-body', {
    judges: ['7644-3.5.2-15', '7644-3.12-02', '7644-3.12-03'],
    needs: ['patch'],
    after: ['patch-remove-without-path', 'patch-unknown-attribute'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create();

    for (const operation of [{ op: 'remove' }, { op: 'replace', path: 'noSuchAttribute', value: 'x' }]) {
      const answer = await users.patch(ada, [operation]);
      if (answer.status < 400) continue;

      const { schemas, status } = errorOf(answer);
      judge.that('7644-3.5.2-15', answer.status < 500, {
        expected: 'a 4xx',
        observed: `status ${answer.status}`,
        answer,
      });
      judge.that('7644-3.12-02', isList(schemas) && schemas.includes(urns.error), {
        expected: urns.error,
        observed: brief(schemas),
        answer,
      });
      judge.that('7644-3.12-03', status === String(answer.status), {
        expected: `status "${answer.status}"`,
        observed: brief(status),
        answer,
      });
    }
  },
);

test(
  'reads a bare name as that of the base schema',
  check('patch-bare-name', {
    judges: ['7644-3.5.2-17'],
    needs: ['patch', 'User.displayName', 'Enterprise.department'],
    after: ['patch-replace', 'patch-extension'],
  }),
  async ({ users, judge }) => {
    const urn = [...users.schema.extensions.values()].find((each) => /enterprise/i.test(each.urn))?.urn ?? '';
    const ada = await users.create({ displayName: 'Ada before', [urn]: { department: 'Research' } });

    const answer = await users.patch(ada, [{ op: 'replace', path: 'displayName', value: 'Ada after' }]);

    const after = await users.read(ada);
    judge.that('7644-3.5.2-17', after.displayName === 'Ada after', {
      expected: 'displayName "Ada after"',
      observed: brief(after.displayName),
      answer,
    });
  },
);

test(
  'lets one PATCH name an extension and fill it',
  check('patch-extension-with-schemas', {
    judges: ['7644-3.5.2-18'],
    needs: ['patch', 'Enterprise.department'],
    after: ['patch-extension'],
  }),
  async ({ users, judge }) => {
    const urn = [...users.schema.extensions.values()].find((each) => /enterprise/i.test(each.urn))?.urn ?? '';
    const ada = await users.create();

    const answer = await users.patch(ada, [
      { op: 'add', path: 'schemas', value: [urn] },
      { op: 'add', path: `${urn}:department`, value: 'Research' },
    ]);

    // A server may keep schemas to itself, and say so.
    const isKept = answer.status === 400 && answer.json.scimType === 'mutability';
    judge.warn('7644-3.5.2-18', !isKept, { expected: 'status 200 or 204', observed: 'status 400, mutability', answer });
    if (isKept || !judge.status('7644-3.5.2-18', answer, [200, 204])) return;
    const after = await users.read(ada);
    const part = after[urn];
    judge.that('7644-3.5.2-18', isObject(part) && part.department === 'Research', {
      expected: 'department',
      observed: brief(part),
      answer,
    });
  },
);

test(
  'adds to an attribute that was emptied before',
  check('patch-add-after-remove', {
    judges: ['7644-3.5.2.1-08'],
    needs: ['optional:User.title', 'patch', 'User.title'],
    after: ['patch-add', 'patch-remove'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ title: 'Engineer' });
    await users.patch(ada, [{ op: 'remove', path: 'title' }]);

    const answer = await users.patch(ada, [{ op: 'add', path: 'title', value: 'Manager' }]);

    const { title } = await users.read(ada);
    judge.that('7644-3.5.2.1-08', title === 'Manager', { expected: 'title "Manager"', observed: brief(title), answer });
  },
);

test(
  'takes primary from the old value when a replaced one gets it',
  check('patch-replace-primary', {
    judges: ['7644-3.5.2.3-10', '7643-2.4-03'],
    needs: ['patch', 'User.emails.value', 'User.emails.type', 'User.emails.primary'],
    after: ['patch-primary', 'patch-replace-value-path'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({
      emails: [
        { value: mail('a'), type: 'work', primary: true },
        { value: mail('b'), type: 'home' },
      ],
    });

    const answer = await users.patch(ada, [{ op: 'replace', path: 'emails[type eq "home"].primary', value: true }]);

    if (!judge.status('7644-3.5.2.3-10', answer, [200, 204])) return;
    const primaries = elementsOf(await users.read(ada), 'emails').filter(({ primary }) => primary === true);
    judge.that('7643-2.4-03', primaries.length <= 1, { expected: 'one primary', observed: brief(primaries), answer });
    judge.that('7644-3.5.2.3-10', primaries.length !== 1 || primaries[0]?.value === mail('b'), {
      expected: 'b as the primary one',
      observed: brief(primaries),
      answer,
    });
  },
);

test(
  'changes every value that a filter selects',
  check('patch-replace-all-matches', {
    judges: ['7644-3.5.2.3-08'],
    needs: ['patch', 'User.emails.value', 'User.emails.type', 'User.emails.display'],
    after: ['patch-replace-value-path'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({
      emails: [
        { value: mail('a'), type: 'work' },
        { value: mail('b'), type: 'work' },
        { value: mail('c'), type: 'home' },
      ],
    });
    if (elementsOf(ada, 'emails').length !== 3) return;

    const answer = await users.patch(ada, [{ op: 'replace', path: 'emails[type eq "work"].display', value: 'Office' }]);

    if (answer.status >= 300) {
      judge.refused('7644-3.5.2.3-08', answer, ['noTarget', 'mutability']);
      return;
    }
    const emails = elementsOf(await users.read(ada), 'emails');
    const changed = emails.filter(({ display }) => display === 'Office').map(({ value }) => value);
    judge.warn('7644-3.5.2.3-08', changed.includes(mail('a')) && changed.includes(mail('b')), {
      expected: 'both work addresses changed',
      observed: brief(emails),
      answer,
    });
    judge.that('7644-3.5.2.3-08', !changed.includes(mail('c')), {
      expected: 'the home address as before',
      observed: brief(emails),
      answer,
    });
  },
);

test(
  'takes signs within the quotes of a path for text',
  check('patch-value-path-signs', {
    judges: ['7644-3.5.2.2-05', '7644-3.5.2-11'],
    needs: ['patch', 'User.emails.value', 'User.emails.type', 'User.emails.display'],
    after: ['patch-remove-value-path'],
  }),
  async ({ mail, users, judge }) => {
    for (const display of ['Åda ]or[ Quill', 'a "quoted" word', 'this or that', '山田']) {
      const emails = [
        { value: mail('a'), type: 'work', display },
        { value: mail('b'), type: 'home', display: 'this' },
      ];
      const made = await users.post(users.body({ emails }));
      const id = String(made.json.id);
      if (
        made.status !== 201 ||
        elementsOf(made.json, 'emails').find(({ type }) => type === 'work')?.display !== display
      )
        continue;

      const path = `emails[display eq ${JSON.stringify(display)}]`;
      const answer = await users.patch(id, [{ op: 'remove', path }]);

      if (!judge.status('7644-3.5.2-11', answer, [200, 204])) continue;
      const values = elementsOf((await users.get(id)).json, 'emails').map(({ value }) => value);
      judge.that('7644-3.5.2.2-05', brief(values) === brief([mail('b')]), {
        expected: `b alone after the removal of ${path}`,
        observed: brief(values),
        answer,
      });
    }
  },
);

test(
  'moves lastModified, and nothing else of meta, by a PATCH',
  check('patch-time-stamps', {
    judges: ['7643-3.1-21', '7643-3.1-22'],
    needs: ['patch', 'User.displayName'],
    after: ['patch-replace', 'user-time-stamps'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });
    const meta = (user: JsonObject) => (isObject(user.meta) ? user.meta : {});
    const isFine = /\.\d*[1-9]/.test(String(meta(ada).lastModified));
    let after: JsonObject = ada;
    for (
      let more = 0;
      more < 5 && (more === 0 || (isFine && meta(after).lastModified === meta(ada).lastModified));
      more += 1
    ) {
      await users.patch(ada, [{ op: 'replace', path: 'displayName', value: `Ada after ${more}` }]);
      after = await users.read(ada);
    }

    judge.that('7643-3.1-21', meta(after).created === meta(ada).created, {
      expected: `created ${brief(meta(ada).created)}`,
      observed: brief(meta(after).created),
    });
    judge.that('7643-3.1-22', !isFine || meta(after).lastModified !== meta(ada).lastModified, {
      expected: `lastModified after ${brief(meta(ada).lastModified)}`,
      observed: brief(meta(after).lastModified),
    });
  },
);

test(
  'reads and, or and not within brackets, or refuses them',
  check('patch-value-path-logic', {
    judges: ['7644-3.5.2-11', '7644-3.5.2.2-05'],
    needs: ['patch', 'User.emails.value', 'User.emails.type'],
    after: ['patch-remove-value-path'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({
      emails: [
        { value: mail('a'), type: 'work' },
        { value: mail('b'), type: 'home' },
        { value: mail('c'), type: 'work' },
      ],
    });

    const answer = await users.patch(ada, [
      { op: 'remove', path: `emails[type eq "work" and value eq "${mail('a')}"]` },
    ]);

    judge.choice('patch.valuepath.boolean', answer.status < 300 ? 'yes' : 'no');
    if (answer.status >= 300) {
      judge.that('7644-3.5.2-11', answer.status === 400, {
        expected: 'status 200 or 400',
        observed: `status ${answer.status}`,
        answer,
      });
      judge.warn('7644-3.5.2-11', false, {
        expected: 'the operators understood',
        observed: `status ${answer.status}`,
        answer,
      });
      return;
    }
    const values = elementsOf(await users.read(ada), 'emails').map(({ value }) => value);
    judge.that('7644-3.5.2.2-05', brief([...values].sort()) === brief([mail('b'), mail('c')].sort()), {
      expected: 'b and c',
      observed: brief(values),
      answer,
    });
  },
);
