import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Json, JsonObject } from '../json.ts';
import { sameJson } from '../json.ts';
import { profiles } from '../profile/profile.ts';
import { readResource } from '../resource/read-resource.ts';
import { ScimError } from '../scim-error.ts';
import { groupSchema, userSchema } from '../testing/schemas.ts';
import { urns } from '../urns.ts';
import { applyPatch } from './apply-patch.ts';
import { memberChanges } from './member-changes.ts';

const profile = profiles.lenient;
const word = fc.constantFrom('a', 'b', 'B', 'c d', 'é', '\u{1f600}', 'x@Y.test');
const contact = fc.record(
  { value: word, type: fc.constantFrom('work', 'home'), display: word, primary: fc.constant(false) },
  { requiredKeys: ['value'] },
);
const values: { readonly [path: string]: fc.Arbitrary<Json> } = {
  userName: word,
  nickName: word,
  externalId: word,
  active: fc.boolean(),
  'name.givenName': word,
  name: fc.record({ givenName: word, familyName: word }, { requiredKeys: [] }),
  emails: fc.array(contact, { maxLength: 3 }),
  phoneNumbers: fc.array(contact, { maxLength: 2 }),
  addresses: fc.array(fc.record({ locality: word, type: word }, { requiredKeys: [] }), { maxLength: 2 }),
  [`${urns.enterpriseUser}:department`]: word,
  [`${urns.enterpriseUser}:manager`]: fc.record({ value: word }),
  [`${urns.enterpriseUser}:manager.value`]: word,
};
const paths = Object.keys(values);
const assignment = fc
  .constantFrom(...paths)
  .chain((path) => fc.record({ path: fc.constant(path), value: values[path] ?? word }));

const user: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      nickName: word,
      externalId: word,
      active: fc.boolean(),
      name: fc.record({ givenName: word, familyName: word }, { requiredKeys: [] }),
      emails: fc.array(contact, { maxLength: 3 }),
      [urns.enterpriseUser]: fc.record({ department: word, manager: fc.record({ value: word }) }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  )
  .map(
    (more) =>
      readResource(userSchema, { ...more, schemas: [urns.user], userName: 'ada' }, { mode: 'create', profile })
        .resource,
  );

const operation: fc.Arbitrary<Json> = fc.oneof(
  fc.record({
    op: fc.constantFrom('add', 'replace'),
    path: fc.constantFrom(...paths),
    value: fc.oneof(word, fc.boolean(), fc.constant(null), contact, fc.array(contact, { maxLength: 2 })),
  }),
  assignment.chain(({ path, value }) =>
    fc.record({ op: fc.constantFrom('add', 'replace'), path: fc.constant(path), value: fc.constant(value) }),
  ),
  fc.record({
    op: fc.constant('remove'),
    path: fc.constantFrom(...paths, urns.enterpriseUser, 'emails[type eq "work"]', 'emails[type eq "home"].display'),
  }),
  fc.record({
    op: fc.constantFrom('add', 'replace'),
    path: fc.constantFrom(
      'emails[type eq "work"].value',
      'emails[type eq "home"]',
      'phoneNumbers[type eq "work"].value',
    ),
    value: fc.oneof(word, contact),
  }),
  assignment.map(({ path, value }) => ({ op: 'replace', value: { [path]: value } })),
);

function patch(before: JsonObject, ...operations: Json[]) {
  return applyPatch(userSchema, before, { schemas: [urns.patchOp], Operations: operations }, { profile });
}

test('to replace twice is to replace once', () => {
  fc.assert(
    fc.property(user, assignment, (before, { path, value }) => {
      const once = patch(before, { op: 'replace', path, value }).resource;
      const again = patch(once, { op: 'replace', path, value });
      expect(again).toMatchObject({ changed: false });
      expect(again.resource).toBe(once);
    }),
  );
});

test('what a replace of a list writes is what is there', () => {
  fc.assert(
    fc.property(
      user,
      fc.uniqueArray(contact, { selector: ({ value, type }) => `${type} ${value}`.toLowerCase() }),
      (before, emails) => {
        const { resource } = patch(before, { op: 'replace', path: 'emails', value: emails });
        const written = emails.map((each) => ({ ...each, value: each.value.replace('Y', 'y') }));
        expect(resource.emails ?? []).toEqual(written);
      },
    ),
  );
});

test('to add a value and remove it again changes nothing', () => {
  fc.assert(
    fc.property(user, (before) => {
      const add = { op: 'add', path: 'emails', value: [{ value: 'new@x.test', type: 'other' }] };
      const after = patch(before, add).resource;
      expect(patch(after, { op: 'remove', path: 'emails[value eq "new@x.test"]' }).resource).toEqual(before);
      expect(patch(after, { op: 'remove', path: 'emails', value: [{ value: 'NEW@x.test' }] }).resource).toEqual(before);
      expect(patch(before, add, { op: 'remove', path: 'emails[type eq "other"]' })).toMatchObject({ changed: false });
    }),
  );
});

test('without a path, with one, in other letters and with the URN, an operation does the same', () => {
  fc.assert(
    fc.property(user, assignment, fc.constantFrom('add', 'replace'), (before, { path, value }, op) => {
      const { resource } = patch(before, { op, path, value });
      expect(patch(before, { op, value: { [path]: value } }).resource).toEqual(resource);
      expect(patch(before, { op, path: path.toUpperCase(), value }).resource).toEqual(resource);
      expect(patch(before, { op: op.toUpperCase(), path, value }).resource).toEqual(resource);
      const qualified = path.startsWith('urn:') ? path : `${urns.user}:${path}`;
      expect(patch(before, { op, path: qualified, value }).resource).toEqual(resource);
    }),
  );
});

test('operations in one request do what they do in one request each', () => {
  fc.assert(
    fc.property(
      user,
      fc.array(assignment, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('add', 'replace'),
      (before, all, op) => {
        const operations = all.map(({ path, value }) => ({ op, path, value }));
        const oneByOne = operations.reduce((resource, each) => patch(resource, each).resource, before);
        expect(patch(before, ...operations).resource).toEqual(oneByOne);
      },
    ),
  );
});

test('a PATCH succeeds with a valid resource or fails as a whole, and never touches what it was given', () => {
  fc.assert(
    fc.property(user, fc.array(operation, { minLength: 1, maxLength: 4 }), (before, operations) => {
      const frozen = deepFrozen(before);
      try {
        const { resource, changed } = patch(frozen, ...operations);
        expect(changed).toBe(!sameJson(before, resource));
        const again = readResource(userSchema, resource, {
          mode: 'replace',
          before: resource,
          profile: { ...profiles.strict, activeDefault: true },
        });
        expect({ ...again.resource, active: 0 }).toEqual({ ...resource, active: 0 });
      } catch (error) {
        expect(error).toBeInstanceOf(ScimError);
        expect((error as ScimError).status).toBe(400);
        expect((error as ScimError).position.operation).toBeLessThan(operations.length);
      }
    }),
    { numRuns: 500 },
  );
});

test('any body at all is answered with a resource or a ScimError', () => {
  const json = fc.jsonValue() as fc.Arbitrary<Json>;
  const path = fc.oneof(
    fc.constantFrom(
      ...paths,
      'id',
      'meta.version',
      'groups',
      'schemas',
      'password',
      'emails[type eq "work"]',
      '__proto__',
      'constructor',
      '',
    ),
    fc.string(),
  );
  const wild = fc.record(
    { op: fc.constantFrom('add', 'Remove', 'replace', 'x'), path, value: json },
    { requiredKeys: ['op'] },
  );
  const before = { schemas: [urns.user], id: '1', userName: 'ada', emails: [{ value: 'a', type: 'work' }] };
  fc.assert(
    fc.property(fc.array(wild, { maxLength: 3 }), (operations) => {
      try {
        const { resource } = patch(before, ...operations);
        expect(resource).toMatchObject({ id: '1', schemas: expect.arrayContaining([urns.user]) });
        expect(typeof resource.userName).toBe('string');
      } catch (error) {
        expect(error).toBeInstanceOf(ScimError);
      }
    }),
    { numRuns: 1000 },
  );
});

test('members come and go as in a plain list, and the short way for stores says the same', () => {
  const id = fc.constantFrom('1', '2', '3', '4', '5');
  const ids = fc.uniqueArray(id, { maxLength: 3 });
  const step = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), ids }),
    fc.record({ kind: fc.constant('filter' as const), ids: fc.tuple(id) }),
    fc.record({ kind: fc.constant('listed' as const), ids }),
    fc.record({ kind: fc.constant('replace' as const), ids }),
  );
  fc.assert(
    fc.property(ids, fc.array(step, { minLength: 1, maxLength: 8 }), (start, steps) => {
      const members = (each: readonly string[]) => each.map((value) => ({ value }));
      const before = { schemas: [urns.group], displayName: 'g', ...(start.length > 0 && { members: members(start) }) };
      const operations = steps.map(({ kind, ids }) => {
        if (kind === 'filter') return { op: 'remove', path: `members[value eq "${ids[0]}"]` };
        return { op: kind === 'listed' ? 'remove' : kind, path: 'members', value: members(ids) };
      });
      const body = { schemas: [urns.patchOp], Operations: operations };
      let model: readonly string[] = start;
      for (const { kind, ids } of steps) {
        if (kind === 'add') model = [...model, ...ids.filter((each) => !model.includes(each))];
        else if (kind === 'replace') model = ids;
        else model = model.filter((each) => !ids.some((gone) => gone === each));
      }
      const { resource } = applyPatch(groupSchema, before, body, { profile });
      expect(resource.members ?? []).toEqual(members(model));

      let stored: readonly string[] = start;
      for (const change of memberChanges(groupSchema, body, { profile })?.changes ?? []) {
        if (change.op === 'remove') stored = stored.filter((each) => !change.values.includes(each));
        else {
          const added = change.members.map(({ value }) => String(value));
          stored = change.op === 'replace' ? added : [...stored, ...added.filter((each) => !stored.includes(each))];
        }
      }
      expect(stored).toEqual(model);
    }),
    { numRuns: 500 },
  );
});

test('e-mails change as in a plain list that is walked for every step', () => {
  interface Mail {
    readonly value: string;
    readonly type: string;
    readonly display?: string;
  }
  const value = fc.constantFrom('a', 'b', 'c', 'd');
  const type = fc.constantFrom('work', 'home', 'other');
  const mail = fc.record({ value, type });
  const isSame = (a: Mail, b: Mail) => a.value === b.value && a.type === b.type;
  const step = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), mails: fc.array(mail, { maxLength: 2 }) }),
    fc.record({ kind: fc.constant('remove' as const), value }),
    fc.record({ kind: fc.constant('removeListed' as const), mails: fc.array(mail, { maxLength: 2 }) }),
    fc.record({ kind: fc.constant('swap' as const), type, mail }),
    fc.record({ kind: fc.constant('display' as const), type, display: value }),
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(mail, { comparator: isSame, maxLength: 4 }),
      fc.array(step, { maxLength: 10 }),
      (start, steps) => {
        const before = { schemas: [urns.user], userName: 'ada', ...(start.length > 0 && { emails: start }) };
        const operations: Json[] = [{ op: 'add', path: 'nickName', value: 'x' }];
        let model: readonly Mail[] = start;
        for (const each of steps) {
          if (each.kind === 'add') {
            operations.push({ op: 'add', path: 'emails', value: each.mails });
            for (const added of each.mails) if (!model.some((held) => isSame(held, added))) model = [...model, added];
          } else if (each.kind === 'remove') {
            operations.push({ op: 'remove', path: `emails[value eq "${each.value}"]` });
            model = model.filter((held) => held.value !== each.value);
          } else if (each.kind === 'removeListed') {
            operations.push({ op: 'remove', path: 'emails', value: each.mails });
            model = model.filter((held) => !each.mails.some((gone) => isSame(held, gone)));
          } else if (each.kind === 'swap') {
            // A swap may make two the same, and which of them stays is decided at the end; so only what stays apart is asked.
            const others = model.filter((held) => held.type !== each.type);
            if (
              others.length >= model.length - 1 &&
              others.length < model.length &&
              !others.some((held) => isSame(held, each.mail))
            ) {
              operations.push({ op: 'replace', path: `emails[type eq "${each.type}"]`, value: each.mail });
              model = model.map((held) => (held.type === each.type ? each.mail : held));
            }
          } else if (model.some((held) => held.type === each.type)) {
            operations.push({ op: 'add', path: `emails[type eq "${each.type}"].display`, value: each.display });
            model = model.map((held) => (held.type === each.type ? { ...held, display: each.display } : held));
          }
        }
        const after = patch(before, ...operations).resource;
        expect(after.emails ?? []).toEqual(model);
      },
    ),
    { numRuns: 1000 },
  );
});

function deepFrozen(value: JsonObject): JsonObject {
  for (const each of Object.values(value))
    if (typeof each === 'object' && each !== null) deepFrozen(each as JsonObject);
  return Object.freeze(value);
}
