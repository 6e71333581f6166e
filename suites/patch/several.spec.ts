import { brief, check, test } from '#check';
import { isList, isObject } from '#scim';

test(
  'applies operations in their order',
  check('patch-order', {
    judges: ['7644-3.5.2-21', '7644-3.5.2-22'],
    needs: ['patch', 'User.displayName', 'User.emails.value'],
    after: ['patch-replace', 'patch-add-multi-valued', 'patch-remove-value-path'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({ displayName: 'Ada' });

    const answer = await users.patch(ada, [
      { op: 'replace', path: 'displayName', value: 'first' },
      { op: 'add', path: 'emails', value: [{ value: mail('x'), type: 'work' }] },
      { op: 'replace', path: 'displayName', value: 'second' },
      { op: 'remove', path: `emails[value eq "${mail('x')}"]` },
    ]);

    if (!judge.status('7644-3.5.2-22', answer, [200, 204])) return;
    const after = await users.read(ada);
    judge.that('7644-3.5.2-21', after.displayName === 'second', {
      expected: 'displayName "second"',
      observed: brief(after.displayName),
      answer,
    });
    judge.that('7644-3.5.2-21', !JSON.stringify(after.emails ?? []).includes(mail('x')), {
      expected: 'the added address removed again',
      observed: brief(after.emails),
      answer,
    });
  },
);

test(
  'undoes all when one operation fails, wherever it stands',
  check('patch-atomic', {
    judges: ['7644-3.5.2-24', '7644-3.5.2-25', '7644-3.5.2-26'],
    needs: ['patch', 'User.displayName'],
    after: ['patch-replace', 'patch-remove-without-path'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });
    const good = { op: 'replace', path: 'displayName', value: 'Ada after' };
    const bad = { op: 'remove' };

    for (const operations of [
      [good, bad],
      [bad, good],
      [good, bad, good],
    ]) {
      const answer = await users.patch(ada, operations);

      if (
        !judge.that('7644-3.5.2-26', answer.status >= 400, {
          expected: 'a refusal',
          observed: `status ${answer.status}`,
          answer,
        })
      )
        continue;
      judge.same(operations[0] === bad ? '7644-3.5.2-25' : '7644-3.5.2-24', await users.read(ada), ada, {
        what: 'the User as before',
        answer,
      });
    }
  },
);

test(
  'understands paths with a URN and in any letter case',
  check('patch-path-names', {
    judges: ['7644-3.5.2-16', '7644-3.10-01', '7644-3.10-05'],
    needs: ['patch', 'User.displayName'],
    after: ['patch-replace'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada' });
    const { urn } = users.schema.base;

    for (const [requirement, path] of [
      ['7644-3.10-01', `${urn}:displayName`],
      ['7644-3.10-05', 'DISPLAYNAME'],
      ['7644-3.5.2-16', `${urn.toUpperCase()}:displayname`],
    ] as const) {
      const answer = await users.patch(ada, [{ op: 'replace', path, value: path }]);

      const { displayName } = await users.read(ada);
      judge.that(requirement, displayName === path, {
        expected: `path ${path} to name displayName`,
        observed: `status ${answer.status}, displayName ${brief(displayName)}`,
        answer,
      });
    }
  },
);

test(
  'reaches an extension attribute by its URN, and lists the URN in schemas',
  check('patch-extension', {
    judges: ['7644-3.5.2-16', '7644-3.5.2-20', '7643-3-11'],
    needs: ['patch', 'Enterprise.department'],
    after: ['patch-replace'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create();
    const urn = [...users.schema.extensions.values()].find((each) => /enterprise/i.test(each.urn))?.urn ?? '';

    const answer = await users.patch(ada, [{ op: 'add', path: `${urn}:department`, value: 'Research' }]);

    if (!judge.status('7644-3.5.2-16', answer, [200, 204])) return;
    const after = await users.read(ada);
    const container = after[urn];
    judge.that(
      '7643-3-11',
      isObject(container) && container.department === 'Research' && after.department === undefined,
      {
        expected: 'department in the container of its extension',
        observed: brief(container),
        answer,
      },
    );
    judge.that(
      '7644-3.5.2-20',
      isList(after.schemas) && after.schemas.some((each) => String(each).toLowerCase() === urn.toLowerCase()),
      {
        expected: `${urn} in schemas`,
        observed: brief(after.schemas),
        answer,
      },
    );
  },
);

test(
  'answers a PATCH with the resource as it now is, or with nothing',
  check('patch-answer', {
    judges: ['7644-3.5.2-27', '7644-3.1-07'],
    needs: ['patch', 'User.displayName'],
    after: ['patch-replace'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });

    const answer = await users.patch(ada, [{ op: 'replace', path: 'displayName', value: 'Ada after' }]);

    judge.choice('patch.status.users', answer.status === 204 ? '204' : '200');
    if (answer.status === 204) {
      judge.that('7644-3.5.2-27', answer.text === '', {
        expected: 'no body',
        observed: `${answer.text.length} characters`,
        answer,
      });
      return;
    }
    if (!judge.status('7644-3.5.2-27', answer, 200)) return;
    judge.same('7644-3.1-07', answer.json, await users.read(ada), { what: 'what a read shows', answer });
  },
);

test(
  'answers 200 with the attributes asked for',
  check('patch-answer-attributes', {
    judges: ['7644-3.5.2-29'],
    needs: ['patch', 'User.displayName'],
    after: ['patch-answer'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });

    const answer = await users.patch(ada, [{ op: 'replace', path: 'displayName', value: 'Ada after' }], {
      attributes: 'userName',
    });

    if (!judge.status('7644-3.5.2-29', answer, 200)) return;
    const isAlways = users.schema.base.attributes.get('displayname')?.returned === 'always';
    judge.that(
      '7644-3.5.2-29',
      answer.json.userName === ada.userName && (isAlways || answer.json.displayName === undefined),
      {
        expected: 'userName and no displayName',
        observed: brief(answer.json),
        answer,
      },
    );
  },
);

test(
  'moves the version and lastModified when a PATCH changes something',
  check('patch-moves-version', {
    judges: ['7644-3.14-01'],
    needs: ['patch', 'etag', 'User.displayName'],
    after: ['patch-replace', 'etag-header'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });
    const before = (await users.get(ada)).header('etag');

    const answer = await users.patch(ada, [{ op: 'replace', path: 'displayName', value: 'Ada after' }]);

    const after = (await users.get(ada)).header('etag');
    judge.that('7644-3.14-01', before !== after, {
      expected: `another ETag than ${brief(before)}`,
      observed: brief(after),
      answer,
    });
  },
);
