import { brief, check, resourcesOf, strangerTo, test } from '#check';
import { isObject } from '#scim';
import { judgeNobody } from './nobody.ts';

test(
  'reads a User by its id',
  check('user-read', { judges: ['7644-3.4.1-02', '7644-3.4.1-01'], after: ['user-create'] }),
  async ({ users, judge }) => {
    const ada = await users.create();

    const answer = await users.get(ada);

    judge.status('7644-3.4.1-02', answer, 200);
    judge.that('7644-3.4.1-01', answer.json.id === ada.id && answer.json.userName === ada.userName, {
      expected: `the User ${ada.id}`,
      observed: brief({ id: answer.json.id, userName: answer.json.userName }),
      answer,
    });
  },
);

test(
  'answers 404 to a read of a User that is not there',
  check('user-read-unknown', { judges: ['7644-3.4.1-02'] }),
  async ({ users, population, fresh, judge }) => {
    const nobody = strangerTo(population.users[0]?.id ?? '', fresh);
    const answer = await users.get(nobody.id);

    judgeNobody(judge, '7644-3.4.1-02', answer, nobody);
  },
);

test(
  'changes nothing by reading',
  check('user-read-changes-nothing', { judges: ['7644-3.2-04'], after: ['user-read'] }),
  async ({ users, judge }) => {
    const ada = await users.create();
    await users.list({ count: 1 });

    const again = await users.read(ada);

    judge.same('7644-3.2-04', again, ada, { what: 'the resource of the read before' });
  },
);

test(
  'shows in a list what a read shows',
  check('user-list-equals-read', {
    judges: ['7643-7-33'],
    needs: ['filter'],
    after: ['filter-user-name-eq'],
  }),
  async ({ users, population, judge }) => {
    const [ada] = population.users;
    if (ada === undefined) return;

    const answer = await users.list({ filter: `userName eq "${ada.userName}"` });

    const listed = resourcesOf(answer).find(({ id }) => id === ada.id);
    if (listed === undefined) return;
    judge.same('7643-7-33', listed, ada, { what: 'the resource that a read shows', answer });
  },
);

test(
  'never changes meta.created, and moves meta.lastModified when a value changes',
  check('user-time-stamps', {
    judges: ['7643-3.1-21', '7643-3.1-22', '7643-3.1-23'],
    needs: ['User.displayName'],
    after: ['put-replaces'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });
    const stamps = (resource: unknown) => {
      const meta = isObject(resource) && isObject(resource.meta) ? resource.meta : {};
      return { created: Date.parse(String(meta.created)), lastModified: Date.parse(String(meta.lastModified)), meta };
    };
    const before = stamps(ada);
    judge.that('7643-3.1-23', Number.isNaN(before.created) || Math.abs(before.created - before.lastModified) < 1000, {
      expected: 'created and lastModified alike after a create',
      observed: brief(before.meta),
    });
    judge.warn('7643-3.1-23', Object.is(before.created, before.lastModified), {
      expected: 'created and lastModified at the same instant after a create',
      observed: brief(before.meta),
    });

    const answer = await users.put(ada, { ...ada, displayName: 'Ada after' });
    const after = stamps(await users.read(ada));

    judge.that('7643-3.1-21', Object.is(after.created, before.created), {
      expected: `created ${brief(before.meta.created)}`,
      observed: brief(after.meta.created),
      answer,
    });
    judge.that('7643-3.1-22', !(after.lastModified < before.lastModified), {
      expected: `lastModified not before ${brief(before.meta.lastModified)}`,
      observed: brief(after.meta.lastModified),
      answer,
    });
    // Where time is told in fractions of a second, some of these changes come in another instant than the create.
    const isFine = /\.\d*[1-9]/.test(String(before.meta.lastModified));
    let last = after;
    for (let more = 0; isFine && more < 5 && last.lastModified === before.lastModified; more += 1) {
      await users.put(ada, { ...ada, displayName: `Ada after ${more}` });
      last = stamps(await users.read(ada));
    }
    judge.that('7643-3.1-22', !isFine || last.lastModified !== before.lastModified, {
      expected: `lastModified after ${brief(before.meta.lastModified)}`,
      observed: brief(last.meta.lastModified),
      answer,
    });
  },
);

/** xsd:dateTime with date and time; the zone is optional there (RFC 7643 §2.3.5). */
const dateTime = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

test(
  'writes its time stamps as dateTime with a zone',
  check('user-time-stamp-form', { judges: ['7643-2.3.5-01', '7643-2.3-06'], after: ['user-create-common-attributes'] }),
  async ({ users, judge }) => {
    const ada = await users.create();
    const answer = await users.get(ada);

    const meta = isObject(answer.json.meta) ? answer.json.meta : {};
    for (const name of ['created', 'lastModified']) {
      const value = meta[name];
      if (value === undefined) continue;
      judge.that('7643-2.3-06', typeof value === 'string', {
        expected: `meta.${name} as a string`,
        observed: brief(value),
        answer,
      });
      const isDateTime = dateTime.test(String(value)) && !Number.isNaN(Date.parse(String(value)));
      judge.that('7643-2.3.5-01', isDateTime, {
        expected: `meta.${name} as a dateTime`,
        observed: brief(value),
        answer,
      });
      judge.warn('7643-2.3.5-01', !isDateTime || /(Z|[+-]\d\d:\d\d)$/.test(String(value)), {
        expected: `meta.${name} with a zone`,
        observed: brief(value),
        answer,
      });
    }
  },
);
