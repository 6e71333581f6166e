import { brief, check, test } from '#check';

test(
  'labels its answers application/scim+json',
  check('media-type-of-answers', {
    judges: ['7644-3.1-01', '7644-3.8-08', '7644-8.1-01', '7644-3.2-17'],
    after: ['user-read'],
  }),
  async ({ users, http, judge }) => {
    const ada = await users.create();
    const path = `${users.endpoint}/${encodeURIComponent(ada.id)}`;

    for (const headers of [{}, { Accept: undefined }, { Accept: '*/*' }]) {
      const answer = await http.get(path, {}, headers);

      if (!judge.status('7644-3.8-08', answer, 200)) continue;
      const type = (answer.header('content-type') ?? '').toLowerCase();
      judge.choice('media.default', type.startsWith('application/scim+json') ? 'scim' : 'json');
      judge.that('7644-3.2-17', answer.body !== undefined, {
        expected: 'a JSON body',
        observed: brief(answer.text),
        answer,
      });
      judge.that('7644-3.1-01', /^application\/(scim\+)?json(\s*;|$)/.test(type), {
        expected: 'application/scim+json',
        observed: type,
        answer,
      });
      judge.warn('7644-8.1-01', /^application\/scim\+json(\s*;|$)/.test(type), {
        expected: 'application/scim+json',
        observed: type,
        answer,
      });
    }
  },
);

test(
  'answers whoever accepts application/scim+json or application/json',
  check('media-type-accept', { judges: ['7644-3.8-06', '7644-3.8-07'], after: ['user-read'] }),
  async ({ users, http, judge }) => {
    const ada = await users.create();
    const path = `${users.endpoint}/${encodeURIComponent(ada.id)}`;

    const scim = await http.get(path, {}, { Accept: 'application/scim+json' });
    judge.status('7644-3.8-06', scim, 200);
    const json = await http.get(path, {}, { Accept: 'application/json' });
    const isScim = (json.header('content-type') ?? '').includes('scim+json');
    judge.choice('media.json', json.status === 200 ? (isScim ? 'scim' : 'json') : 'refused');
    judge.warn('7644-3.8-07', json.status === 200, {
      expected: 'status 200',
      observed: `status ${json.status}`,
      answer: json,
    });
    const html = await http.get(path, {}, { Accept: 'text/html' });
    judge.that('7644-3.8-06', html.status === 200 || html.status === 406, {
      expected: 'status 200 or 406',
      observed: `status ${html.status}`,
      answer: html,
    });
  },
);

test(
  'reads bodies of application/scim+json, with a charset too',
  check('media-type-of-requests', { judges: ['7644-3.8-06', '7644-8.1-01'], after: ['user-create'] }),
  async ({ users, http, judge }) => {
    for (const type of [
      'application/scim+json',
      'application/scim+json; charset=utf-8',
      'application/scim+json;charset=UTF-8',
    ]) {
      const answer = await http.send({
        method: 'POST',
        path: users.endpoint,
        text: JSON.stringify(users.body()),
        headers: { 'Content-Type': type },
      });

      judge.status('7644-3.8-06', answer, 201);
    }
    for (const type of ['application/json', 'text/plain', 'application/xml', undefined]) {
      const answer = await http.send({
        method: 'POST',
        path: users.endpoint,
        text: JSON.stringify(users.body()),
        headers: { 'Content-Type': type },
      });

      if (type === undefined) judge.choice('input.media.absent', answer.status === 201 ? 'taken' : 'refused');
      if (type === 'application/json') judge.choice('input.media.json', answer.status === 201 ? 'taken' : 'refused');
      if (type === 'application/json') {
        judge.warn('7644-8.1-01', answer.status === 201, {
          expected: 'status 201',
          observed: `status ${answer.status}`,
          answer,
        });
      } else if (type !== undefined) {
        judge.warn('7644-8.1-01', answer.status === 415 || answer.status === 400, {
          expected: 'status 415',
          observed: `status ${answer.status}`,
          answer,
        });
      }
    }
  },
);

test(
  'keeps text in any script letter for letter',
  check('text-any-script', {
    judges: ['7643-2.3.1-01', '7644-3.8-01', '7644-3.8-02'],
    needs: ['User.displayName'],
    after: ['user-create'],
  }),
  async ({ users, judge }) => {
    for (const displayName of [
      'Ågot Šćepanović',
      '山田 太郎',
      'עדה לאבלייס',
      'Ada 👩🏽‍💻 Quill',
      '𝔸da',
      'quote " back \\ slash / tab\there',
      'Zoe\u0308',
      '<b>&amp;</b>',
      "O'Neil; DROP",
    ]) {
      const answer = await users.post(users.body({ displayName }));

      if (!judge.status('7644-3.8-01', answer, 201)) continue;
      const read = await users.get(String(answer.json.id));
      const kept = String(read.json.displayName).normalize('NFC') === displayName.normalize('NFC');
      // Neither the request nor, as a rule, the answer names an encoding.
      for (const requirement of ['7643-2.3.1-01', '7644-3.8-02'] as const) {
        judge.that(requirement, kept, {
          expected: brief(displayName),
          observed: brief(read.json.displayName),
          answer: [answer, read],
        });
      }
    }
  },
);

test(
  'keeps long values',
  check('text-long', { judges: ['7643-2.3.1-01', '7644-3.1-07'], needs: ['User.displayName'], after: ['user-create'] }),
  async ({ users, judge }) => {
    const displayName = 'Ada '.repeat(60).trim();
    const answer = await users.post(users.body({ displayName }));

    if (answer.status !== 201) return;
    const read = await users.get(String(answer.json.id));
    judge.warn('7643-2.3.1-01', read.json.displayName === displayName, {
      expected: `all ${displayName.length} characters`,
      observed: `${String(read.json.displayName).length} characters`,
      answer: [answer, read],
    });
    judge.same('7644-3.1-07', read.json, answer.json, { what: 'what the create showed', answer: [answer, read] });
  },
);
