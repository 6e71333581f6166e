import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Exchange } from '#wire';
import { pseudonyms } from './pseudonyms.ts';
import { redactor } from './redactor.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';

function exchange(method: string, path: string, body: object | undefined, answer: object | string): Exchange {
  return {
    id: 'x1',
    request: {
      method,
      url: `https://scim.corp.example/scim/v2${path}`,
      headers: [
        ['Authorization', 'Bearer secret-token-1'],
        ['Content-Type', 'application/scim+json'],
      ],
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
    response: { status: 200, headers: [], body: typeof answer === 'string' ? answer : JSON.stringify(answer) },
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
  };
}

function textOf({ request, response }: Exchange): string {
  return [
    request.url,
    decodeURIComponent(request.url.replaceAll('+', ' ')),
    request.body ?? '',
    response?.body ?? '',
  ].join('\n');
}

/** A name of people, in several scripts, never one that the protocol or the test itself uses. */
const names = fc
  .array(fc.constantFrom(...'abcdefghilmnoprstuyéöñçłжийλσ李王'.split('')), { minLength: 3, maxLength: 9 })
  .map((letters) => letters.join(''))
  .filter(
    (name) =>
      !'urn ietf params scim schemas core user users filter username formatted givenname familyname emails value work type primary operations replace path example resources location meta detail already exists title false true active https corp'
        .split(' ')
        .some((word) => word.includes(name) || name.includes(word)),
  );

interface Person {
  readonly given: string;
  readonly family: string;
}

const people = fc
  .record({ given: names, family: names })
  .filter(({ given, family }) => !given.includes(family) && !family.includes(given));

function lifeOf({ given, family }: Person): readonly Exchange[] {
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const mail = `${given}.${family}@${family}-home.example`;
  const user = {
    schemas: [core],
    userName: mail,
    name: {
      givenName: capital(given),
      familyName: family.toUpperCase(),
      formatted: `${capital(given)} ${capital(family)}`.normalize('NFD'),
    },
    emails: [{ value: mail, type: 'work', primary: true }],
    title: `Assistant of ${capital(family)}`,
    active: true,
  };
  const quoted = encodeURIComponent(mail).replaceAll('%20', '+');
  return [
    exchange('GET', `/Users?filter=userName+eq+%22${quoted}%22`, undefined, { totalResults: 0 }),
    exchange('POST', '/Users', user, { ...user, id: '2819c223-7f76-453a-919d-413861904646' }),
    exchange('POST', '/Users', user, {
      detail: `a user "${mail.toUpperCase()}" already exists, namely ${capital(given)}`,
      status: '409',
    }),
    exchange(
      'PATCH',
      '/Users/2819c223-7f76-453a-919d-413861904646',
      {
        Operations: [
          { op: 'replace', path: 'name.givenName', value: given },
          { op: 'replace', value: { 'name.familyName': family, active: 'False' } },
        ],
      },
      '',
    ),
    exchange('GET', `/Users/${encodeURIComponent(mail)}`, undefined, `<h1>No ${given} here</h1>`),
    exchange(
      'PATCH',
      '/Groups/g1',
      { Operations: [{ op: 'add', path: 'members', value: [{ value: 'u1', display: capital(given) }] }] },
      '',
    ),
  ];
}

test('no name and no address of a person is left anywhere, however it was written', () => {
  fc.assert(
    fc.property(people, fc.string({ minLength: 8 }), (person, key) => {
      const redact = redactor({ pseudonyms: { key } });
      const written = lifeOf(person).map(redact).map(textOf).join('\n').normalize('NFKC').toLowerCase();

      expect(written).not.toContain(person.given);
      expect(written).not.toContain(person.family);
      expect(written).not.toContain('secret-token-1');
    }),
    { numRuns: 60 },
  );
});

test('what was equal stays equal, in its case and form, and what is of the protocol stays as it is', () => {
  const redact = redactor({ pseudonyms: { key: 'k' } });
  const [looked, created, refused, patched] = lifeOf({ given: 'ada', family: 'byron' }).map(redact);
  const user = JSON.parse(created?.request.body ?? '') as Record<string, string> & {
    name: Record<string, string>;
    emails: { value: string }[];
  };

  expect(user).toMatchObject({ schemas: [core], active: true, emails: [{ type: 'work', primary: true }] });
  expect(user.userName).toMatch(/^[a-z]+\.[a-z]+@[a-z]+-[a-z]+\.example$/);
  expect(user.emails[0]?.value).toBe(user.userName);
  const [given = '', family = ''] = user.userName?.split('@')[0]?.split('.') ?? [];
  expect(user.name.givenName?.toLowerCase()).toBe(given);
  expect(user.name.familyName).toBe(family.toUpperCase());
  expect(user.name.formatted?.toLowerCase()).toBe(`${given} ${family}`);
  expect(looked?.request.url).toBe(
    `https://scim.corp.example/scim/v2/Users?filter=userName+eq+%22${encodeURIComponent(user.userName ?? '')}%22`,
  );
  expect(refused?.response?.body).toContain(user.userName?.toUpperCase());
  expect(patched?.request.body).toContain('"active":"False"');
  expect(patched?.request.url).toContain('2819c223-7f76-453a-919d-413861904646');
});

test('two people never get one name, and one person never two', () => {
  fc.assert(
    fc.property(fc.uniqueArray(names, { minLength: 2, maxLength: 60 }), (list) => {
      const { personal } = pseudonyms('key');
      const first = list.map(personal);
      expect(new Set(first).size).toBe(new Set(list.map((name) => name.normalize('NFKC'))).size);
      expect(list.map(personal)).toEqual(first);
      expect(list.map((name) => personal(name.toUpperCase()).toLowerCase())).toEqual(
        list.map((name) => personal(name.toUpperCase().toLowerCase()).toLowerCase()),
      );
    }),
    { numRuns: 30 },
  );
});

test('a Unicode form and a case are kept, so that a fault that hangs on them can be shown again', () => {
  const { personal } = pseudonyms('key');
  const [composed, decomposed] = [personal('Zoë'.normalize('NFC')), personal('Zoë'.normalize('NFD'))];
  expect(composed).not.toBe(decomposed);
  expect(composed.normalize('NFC')).toBe(decomposed.normalize('NFC'));
  expect(composed).toMatch(/^\p{Lu}\p{Ll}+$/u);
  expect(personal('+44 20 7946 0958')).toMatch(/^\+\d\d \d\d \d{4} \d{4}$/);
});

test('another key gives other names', () => {
  expect(pseudonyms('one').personal('Ada')).not.toBe(pseudonyms('two').personal('Ada'));
  expect(pseudonyms('one').personal('Ada')).toBe(pseudonyms('one').personal('Ada'));
});

test('escapes of JSON stay escapes', () => {
  const redact = redactor({ pseudonyms: { key: 'k' } });
  const { request } = redact({
    ...exchange('POST', '/Users', {}, ''),
    request: { method: 'POST', url: 'https://h/Users', headers: [], body: '{ "userName":"Zo\\u00eb" ,"active":true}' },
  });
  expect(request.body).toMatch(/^\{ "userName":"[\w\\]+\\u00[\w]+" ,"active":true\}$/);
});
