import { brief, check, test } from '#check';
import { isList, isObject, type JsonObject } from '#scim';

test(
  'puts the names of a User together as they are',
  check('name-formatted', {
    judges: ['7643-4.1.1-05', '7643-4.1.1-04'],
    needs: ['User.name.givenName', 'User.name.familyName', 'User.name.formatted', 'free:User.name'],
    after: ['user-create'],
  }),
  async ({ users, judge }) => {
    const parts = await users.post(users.body({ name: { givenName: 'Ada', familyName: 'Quill' } }));
    const whole = await users.post(users.body({ name: { formatted: 'Dr. Ada Quill' } }));

    judge.that('7643-4.1.1-04', whole.status === 201 && parts.status === 201, {
      expected: 'status 201 for either',
      observed: `status ${parts.status} and ${whole.status}`,
      answer: [parts, whole],
    });
    const name = isObject(parts.json.name) ? parts.json.name : {};
    if (typeof name.formatted !== 'string' || name.formatted === '') return;
    judge.warn('7643-4.1.1-05', name.formatted.includes('Ada') && name.formatted.includes('Quill'), {
      expected: 'Ada and Quill in name.formatted',
      observed: brief(name.formatted),
      answer: parts,
    });
  },
);

test(
  'writes the domain of an e-mail address in lower case',
  check('email-canonical', {
    judges: ['7643-4.1.2-02', '7643-4.1.2-01'],
    needs: ['User.emails.value'],
    after: ['user-create'],
  }),
  async ({ mail, users, judge }) => {
    const answer = await users.post(
      users.body({ emails: [{ value: mail('Ada.Quill').replace('example.com', 'EXAMPLE.COM'), type: 'work' }] }),
    );
    const [email] = isList(answer.json.emails) ? answer.json.emails.filter(isObject) : [];
    if (email === undefined) return;

    judge.warn('7643-4.1.2-01', /^[^\s@]+@[^\s@]+$/.test(String(email.value)), {
      expected: 'a mail address as it was sent',
      observed: brief(email.value),
      answer,
    });
    const shown = [email.value, email.display].filter((each) => typeof each === 'string');
    judge.warn(
      '7643-4.1.2-02',
      shown.some((each) => String(each).endsWith('@example.com')),
      {
        expected: 'the domain in lower case in value or display',
        observed: brief(email),
        answer,
      },
    );
  },
);

test(
  'takes absence of primary for false',
  check('primary-absent', {
    judges: ['7643-2.4-04'],
    needs: ['filter', 'User.emails.primary', 'User.emails.value'],
    after: ['filter-multi-valued', 'filter-and'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({ emails: [{ value: mail('a'), type: 'work' }] });
    const [email] = isList(ada.emails) ? ada.emails.filter(isObject) : [];
    if (email === undefined || email.primary === true) return;
    const name = `userName eq "${ada.userName}"`;

    const yes = await users.list({ filter: `emails.primary eq true and ${name}` });
    const no = await users.list({ filter: `emails.primary eq false and ${name}` });
    if (yes.status === 200) {
      judge.that('7643-2.4-04', !yes.text.includes(ada.id), {
        expected: 'nobody by primary eq true',
        observed: 'the User',
        answer: yes,
      });
    }
    if (no.status === 200) {
      judge.warn('7643-2.4-04', no.text.includes(ada.id), {
        expected: 'the User by primary eq false',
        observed: 'nobody',
        answer: no,
      });
    }
  },
);

test(
  'keeps a multi-valued attribute with one value as an array',
  check('single-value-array', { judges: ['7644-3.8-09'], needs: ['User.emails.value'], after: ['user-create'] }),
  async ({ mail, users, judge }) => {
    const answer = await users.post(users.body({ emails: [{ value: mail('a'), type: 'work' }] }));
    if (answer.status !== 201 || answer.json.emails === undefined) return;

    judge.that('7644-3.8-09', isList(answer.json.emails), {
      expected: 'emails as an array',
      observed: brief(answer.json.emails),
      answer,
    });
  },
);

test(
  'lets a membership that User.groups calls direct be changed through the Group',
  check('direct-membership', {
    judges: ['7643-4.1.2-21'],
    needs: ['groups', 'patch', 'Group.members', 'has:User.groups'],
    after: ['user-groups', 'group-remove-member'],
  }),
  async ({ users, groups, judge }) => {
    const ada = await users.create();
    const group = await groups.create({ members: [{ value: ada.id }] });
    const entryOf = (user: JsonObject) =>
      (isList(user.groups) ? user.groups.filter(isObject) : []).find(({ value }) => value === group.id);
    if (entryOf(await users.read(ada)) === undefined) return;

    const answer = await groups.patch(group, [{ op: 'remove', path: `members[value eq "${ada.id}"]` }]);

    judge.that('7643-4.1.2-21', answer.status < 300 && entryOf(await users.read(ada)) === undefined, {
      expected: 'the entry gone',
      observed: `status ${answer.status}`,
      answer,
    });
  },
);

test(
  'takes one certificate in an entry, and not two',
  check('user-certificate-pair', {
    judges: ['7643-4.1.2-28'],
    needs: ['User.x509Certificates.value'],
    after: ['user-certificate'],
  }),
  async ({ users, judge }) => {
    const one = Buffer.from('3003020101', 'hex');
    const answer = await users.post(
      users.body({ x509Certificates: [{ value: Buffer.concat([one, one]).toString('base64') }] }),
    );

    judge.warn('7643-4.1.2-28', answer.status >= 400, {
      expected: 'status 400',
      observed: `status ${answer.status}`,
      answer,
    });
  },
);
