import { brief, check, strangerTo, test } from '#check';
import { isObject, urns } from '#scim';
import { judgeNobody } from '../read/nobody.ts';

test(
  'refuses an operation that it does not know',
  check('patch-unknown-op', {
    judges: ['7644-3.5.2-05', '7644-3.5.2-02', '7644-3.12-23'],
    needs: ['patch'],
    after: ['user-create'],
  }),
  async ({ users, http, judge }) => {
    const ada = await users.create();

    for (const op of ['frobnicate', 'move', 'copy', 'test', undefined]) {
      const answer = await http.patch(`${users.endpoint}/${encodeURIComponent(ada.id)}`, {
        schemas: [urns.patchOp],
        Operations: [{ op, path: 'displayName', value: 'x' }],
      });

      const isOfJsonPatch = op === 'move' || op === 'copy' || op === 'test';
      const isRefused = judge.that(
        isOfJsonPatch ? '7644-3.5.2-02' : '7644-3.5.2-05',
        answer.status >= 400 && answer.status < 500,
        {
          expected: `op ${brief(op)} refused`,
          observed: `status ${answer.status}`,
          answer,
        },
      );
      if (!isRefused) continue;
      judge.warn('7644-3.12-23', ['invalidSyntax', 'invalidValue'].includes(String(answer.json.scimType)), {
        expected: 'scimType invalidSyntax',
        observed: `scimType ${brief(answer.json.scimType)}`,
        answer,
      });
    }
    judge.same('7644-3.5.2-05', await users.read(ada), ada, { what: 'the User as before' });
  },
);

test(
  'reads op without regard to letter case, or refuses another case',
  check('patch-op-case', { judges: ['7644-3.5.2-06'], needs: ['patch', 'User.displayName'], after: ['patch-replace'] }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });

    const answer = await users.patch(ada, [{ op: 'Replace', path: 'displayName', value: 'Ada after' }]);

    const { displayName } = await users.read(ada);
    judge.choice('patch.op.case', answer.status < 300 ? 'any' : 'exact');
    judge.that('7644-3.5.2-06', answer.status === 400 || displayName === 'Ada after', {
      expected: 'the operation applied, or 400',
      observed: `status ${answer.status}, displayName ${brief(displayName)}`,
      answer,
    });
  },
);

test(
  'refuses a body that is no PatchOp',
  check('patch-body', {
    judges: ['7644-3.5.2-04', '7644-3.5.2-03'],
    needs: ['patch'],
    after: ['patch-replace'],
  }),
  async ({ users, http, judge }) => {
    const ada = await users.create();
    const place = `${users.endpoint}/${encodeURIComponent(ada.id)}`;
    const operation = { op: 'replace', path: 'displayName', value: 'x' };

    for (const body of [
      { schemas: [urns.patchOp] },
      { schemas: [urns.patchOp], Operations: operation },
      { schemas: [urns.patchOp], Operations: 'x' },
    ]) {
      const answer = await http.patch(place, body);

      judge.error('7644-3.5.2-04', answer, 400, 'invalidSyntax');
    }
    const empty = await http.patch(place, { schemas: [urns.patchOp], Operations: [] });
    judge.warn('7644-3.5.2-04', empty.status === 400, {
      expected: 'status 400',
      observed: `status ${empty.status}`,
      answer: empty,
    });
    for (const schemas of [undefined, [urns.searchRequest]]) {
      const answer = await http.patch(place, { schemas, Operations: [{ op: 'remove', path: 'title' }] });

      judge.choice('message.urn', answer.status < 300 ? 'optional' : 'required');
      judge.warn('7644-3.5.2-03', answer.status === 400, {
        expected: 'status 400',
        observed: `status ${answer.status}`,
        answer,
      });
    }
    judge.same('7644-3.5.2-04', await users.read(ada), ada, {
      ignore: ['meta.lastModified', 'meta.version'],
      what: 'the User as before',
    });
  },
);

test(
  'refuses a path that it cannot read',
  check('patch-malformed-path', {
    judges: ['7644-3.5.2-10', '7644-3.5.2-07', '7644-3.12-24'],
    needs: ['patch', 'User.emails.value'],
    after: ['patch-replace'],
  }),
  async ({ mail, users, http, judge }) => {
    const ada = await users.create({ emails: [{ value: mail('a'), type: 'work' }] });

    for (const path of [
      'emails[type eq',
      'emails[type eq "work"',
      '[type eq "work"]',
      'emails]',
      'emails[0]',
      'emails/0',
      ' ',
    ]) {
      const answer = await users.patch(ada, [{ op: 'replace', path, value: mail('x') }]);

      const isRefused = judge.that('7644-3.5.2-10', answer.status >= 400 && answer.status < 500, {
        expected: `path ${brief(path)} refused with 400`,
        observed: `status ${answer.status}`,
        answer,
      });
      if (isRefused) judge.error('7644-3.12-24', answer, 400, ['invalidPath', 'invalidFilter', 'noTarget']);
    }
    for (const path of [7, { name: 'emails' }]) {
      const answer = await http.patch(`${users.endpoint}/${encodeURIComponent(ada.id)}`, {
        schemas: [urns.patchOp],
        Operations: [{ op: 'replace', path, value: 'x' }],
      });

      judge.that('7644-3.5.2-07', answer.status >= 400 && answer.status < 500, {
        expected: `path ${brief(path)} refused with 400`,
        observed: `status ${answer.status}`,
        answer,
      });
    }
    judge.same('7644-3.5.2-10', await users.read(ada), ada, {
      ignore: ['meta.lastModified', 'meta.version'],
      what: 'the User as before',
    });
  },
);

test(
  'refuses a path to an attribute that no schema has',
  check('patch-unknown-attribute', { judges: ['7644-3.5.2-12'], needs: ['patch'], after: ['patch-replace'] }),
  async ({ users, judge }) => {
    const ada = await users.create();

    for (const path of ['noSuchAttribute', 'name.noSuchPart', 'urn:example:scimulate:none:attribute']) {
      const answer = await users.patch(ada, [{ op: 'replace', path, value: 'x' }]);

      judge.refused('7644-3.5.2-12', answer, ['invalidPath', 'noTarget', 'invalidValue']);
    }
    judge.same('7644-3.5.2-12', await users.read(ada), ada, { what: 'the User as before' });
  },
);

test(
  'refuses a value of the wrong type',
  check('patch-wrong-type', {
    judges: ['7644-3.5.2-12', '7643-2.3-03'],
    needs: ['patch', 'User.active'],
    after: ['patch-replace-boolean'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ active: true });

    const answer = await users.patch(ada, [{ op: 'replace', path: 'active', value: 'notabool' }]);

    judge.refused('7644-3.5.2-12', answer, 'invalidValue');
    const { active } = await users.read(ada);
    judge.that('7643-2.3-03', active === true, { expected: 'active true as before', observed: brief(active), answer });
  },
);

test(
  'refuses to change what is read-only',
  check('patch-read-only', {
    judges: ['7644-3.5.2-13', '7643-7-24', '7644-3.12-22'],
    needs: ['patch'],
    after: ['patch-replace'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create();

    for (const [path, value] of [
      ['id', 'another'],
      ['meta.created', '1990-01-01T00:00:00Z'],
    ] as const) {
      const answer = await users.patch(ada, [{ op: 'replace', path, value }]);

      judge.choice('readonly.patch', answer.status < 300 ? 'ignored' : 'mutability');
      const isRefused = judge.that('7644-3.5.2-13', answer.status >= 400, {
        expected: `a change of ${path} refused with 400`,
        observed: `status ${answer.status}`,
        answer,
      });
      if (isRefused)
        judge.warn('7644-3.12-22', answer.status === 400 && answer.json.scimType === 'mutability', {
          expected: 'status 400 with scimType mutability',
          observed: `status ${answer.status}, scimType ${brief(answer.json.scimType)}`,
          answer,
        });
    }
    const after = await users.read(ada);
    judge.that('7643-7-24', isObject(after.meta) && isObject(ada.meta) && after.meta.created === ada.meta.created, {
      expected: 'meta.created as before',
      observed: brief(after.meta),
    });
  },
);

test(
  'answers 404 to a PATCH of a User that is not there',
  check('patch-unknown-user', { judges: ['7644-3.12-13'], needs: ['patch'] }),
  async ({ users, population, fresh, judge }) => {
    const nobody = strangerTo(population.users[0]?.id ?? '', fresh);
    const answer = await users.patch(nobody.id, [{ op: 'replace', path: 'userName', value: fresh.userName() }]);

    judgeNobody(judge, '7644-3.12-13', answer, nobody);
  },
);
