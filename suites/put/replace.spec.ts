import { brief, check, elementsOf, isUnassigned, strangerTo, test } from '#check';
import { isObject } from '#scim';
import { judgeNobody } from '../read/nobody.ts';

test(
  'replaces a User by what a PUT says',
  check('put-replaces', {
    judges: ['7644-3.5-01', '7644-3.5.1-04', '7644-3.5.1-15'],
    needs: ['User.displayName'],
    after: ['user-create'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });

    const answer = await users.put(ada, { ...ada, displayName: 'Ada after' });

    judge.choice('put.status', answer.status === 204 ? '204' : '200');
    if (!judge.status('7644-3.5-01', answer, [200, 204])) return;
    judge.warn('7644-3.5.1-15', answer.status === 200, {
      expected: 'status 200',
      observed: `status ${answer.status}`,
      answer,
    });
    const { displayName } = await users.read(ada);
    judge.that('7644-3.5.1-04', displayName === 'Ada after', {
      expected: 'displayName "Ada after"',
      observed: brief(displayName),
      answer,
    });
  },
);

test(
  'shows in the answer to a PUT what a read shows right after it',
  check('put-answer-equals-read', { judges: ['7644-3.1-07'], needs: ['User.displayName'], after: ['put-replaces'] }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });

    const answer = await users.put(ada, { ...ada, displayName: 'Ada after' });

    if (answer.status !== 200) return;
    judge.same('7644-3.1-07', answer.json, await users.read(ada), { what: 'what a read shows', answer });
  },
);

test(
  'takes back exactly what a read gave, and changes nothing by it',
  check('put-what-get-gave', { judges: ['7644-3.5.1-13', '7643-2-01'], after: ['put-replaces'] }),
  async ({ mail, users, judge }) => {
    const ada = await users.create(
      users.fitting({
        displayName: 'Ada',
        'name.givenName': 'Ada',
        'name.familyName': 'Quill',
        title: 'Engineer',
        emails: [{ value: mail('a'), type: 'work', primary: true }],
      }),
    );

    const answer = await users.put(ada, ada);

    if (!judge.status('7643-2-01', answer, [200, 204])) return;
    judge.same('7644-3.5.1-13', await users.read(ada), ada, {
      ignore: ['meta.lastModified', 'meta.version'],
      what: 'the User as before',
      answer,
    });
  },
);

test(
  'passes over what a PUT says of id, meta and groups',
  check('put-read-only-ignored', {
    judges: ['7644-3.1-05', '7643-3.1-19', '7644-3.5.1-13', '7643-3.1-09'],
    needs: ['User.displayName'],
    after: ['put-replaces'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });
    const meta = { resourceType: 'Nonsense', created: '1990-01-01T00:00:00Z', location: 'http://example.com/x' };

    const answer = await users.put(ada, { ...ada, meta, groups: [], displayName: 'Ada after' });

    if (judge.status('7644-3.1-05', answer, [200, 204])) {
      const after = await users.read(ada);
      judge.that('7643-3.1-19', isObject(after.meta) && isObject(ada.meta) && after.meta.created === ada.meta.created, {
        expected: 'meta.created as before',
        observed: brief(after.meta),
        answer,
      });
    }
    const other = await users.put(ada, { ...ada, id: 'another' });
    judge.warn('7644-3.5.1-13', other.status < 300, {
      expected: 'status 200',
      observed: `status ${other.status}`,
      answer: other,
    });
    judge.that(
      '7643-3.1-09',
      (await users.get(ada)).status === 200 &&
        (other.json.id === undefined || other.json.id === ada.id || other.status >= 400),
      {
        expected: `id ${ada.id} as before`,
        observed: brief(other.json.id),
        answer: other,
      },
    );
  },
);

test(
  'puts the values of a multi-valued attribute in place of the old ones',
  check('put-multi-valued', { judges: ['7644-3.5.1-04'], needs: ['User.emails.value'], after: ['put-replaces'] }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({ emails: [{ value: mail('a'), type: 'work' }] });

    const answer = await users.put(ada, { ...ada, emails: [{ value: mail('b'), type: 'home' }] });

    if (!judge.status('7644-3.5.1-04', answer, [200, 204])) return;
    const values = elementsOf(await users.read(ada), 'emails').map(({ value }) => value);
    judge.that('7644-3.5.1-04', brief(values) === brief([mail('b')]), {
      expected: 'b alone',
      observed: brief(values),
      answer,
    });
  },
);

test(
  'clears an attribute that a PUT leaves out',
  check('put-omitted', {
    judges: ['7644-3.5.1-06', '7644-3.5.1-08'],
    needs: ['optional:User.title', 'User.title'],
    after: ['put-replaces'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ title: 'Engineer' });
    const { title, ...rest } = ada;

    const answer = await users.put(ada, rest);

    if (answer.status >= 300) return;
    const after = await users.read(ada);
    judge.choice('put.omitted', isUnassigned(after.title) ? 'cleared' : after.title === title ? 'kept' : 'defaulted');
    for (const requirement of ['7644-3.5.1-06', '7644-3.5.1-08'] as const) {
      judge.warn(requirement, after.title !== title, {
        expected: 'title cleared',
        observed: brief(after.title),
        answer,
      });
    }
  },
);

test(
  'clears by null and by an empty array',
  check('put-null', {
    judges: ['7643-2.5-02', '7644-3.5.1-09'],
    needs: ['optional:User.title', 'optional:User.emails', 'User.title', 'User.emails.value'],
    after: ['put-replaces'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({ title: 'Engineer', emails: [{ value: mail('a'), type: 'work' }] });

    const answer = await users.put(ada, { ...ada, title: null, emails: [] });

    if (
      !judge.that('7643-2.5-02', answer.status === 200 || answer.status === 204, {
        expected: 'status 200',
        observed: `status ${answer.status}`,
        answer,
      })
    )
      return;
    const after = await users.read(ada);
    for (const requirement of ['7643-2.5-02', '7644-3.5.1-09'] as const) {
      judge.that(requirement, isUnassigned(after.title) && isUnassigned(after.emails), {
        expected: 'neither title nor emails',
        observed: brief({ title: after.title, emails: after.emails }),
        answer,
      });
    }
  },
);

test(
  'refuses a PUT without a required attribute',
  check('put-without-required', {
    judges: ['7643-4.1.1-03', '7644-3.12-26', '7643-4.1.1-01'],
    after: ['put-replaces'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create();
    const { userName, ...rest } = ada;

    const answer = await users.put(ada, rest);

    if (answer.status < 300) {
      judge.warn('7643-4.1.1-03', false, { expected: 'status 400', observed: `status ${answer.status}`, answer });
    } else {
      judge.refused('7644-3.12-26', answer, 'invalidValue');
    }
    const after = await users.read(ada);
    judge.that('7643-4.1.1-01', after.userName === userName, {
      expected: `userName ${brief(userName)} as before`,
      observed: brief(after.userName),
      answer,
    });
  },
);

test(
  'creates nothing by a PUT to an id that is not there',
  check('put-unknown', { judges: ['7644-3.5.1-02', '7644-3.2-06'], after: ['user-create'] }),
  async ({ users, population, fresh, judge }) => {
    const nobody = strangerTo(population.users[0]?.id ?? '', fresh);
    const { id } = nobody;

    const answer = await users.put(id, { ...users.body(), id });

    judge.that('7644-3.5.1-02', answer.status >= 400, {
      expected: 'status 404',
      observed: `status ${answer.status}`,
      answer,
    });
    judgeNobody(judge, '7644-3.2-06', await users.get(id), nobody);
  },
);

test(
  'keeps the id of a User that is renamed',
  check('put-rename', { judges: ['7643-3.1-08', '7643-7-25'], needs: ['User.userName'], after: ['put-replaces'] }),
  async ({ users, fresh, judge }) => {
    const ada = await users.create();
    const userName = fresh.userName('renamed');

    const answer = await users.put(ada, { ...ada, userName });

    if (!judge.status('7643-7-25', answer, [200, 204])) return;
    const after = await users.get(ada);
    judge.that('7643-3.1-08', after.status === 200 && after.json.userName === userName, {
      expected: `the User ${ada.id} under the name ${userName}`,
      observed: `status ${after.status}, userName ${brief(after.json.userName)}`,
      answer: [answer, after],
    });
  },
);

test(
  'changes externalId when told to',
  check('put-external-id', { judges: ['7643-3.1-16'], after: ['user-external-id', 'put-replaces'] }),
  async ({ users, fresh, judge }) => {
    const ada = await users.create({ externalId: fresh.word('old') });
    const externalId = fresh.word('new');

    const answer = await users.put(ada, { ...ada, externalId });

    const after = await users.read(ada);
    if (isUnassigned(after.externalId)) return;
    judge.that('7643-3.1-16', after.externalId === externalId, {
      expected: `externalId ${externalId}`,
      observed: brief(after.externalId),
      answer,
    });
  },
);
