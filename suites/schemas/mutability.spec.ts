import { brief, check, isUnassigned, type Place, placesIn, says, test, twoOf } from '#check';
import { isObject, type Json } from '#scim';

/** A mark that no server makes up by itself. */
const mark = 'scimulate-sent';
const marks: Readonly<Record<string, Json>> = { string: mark, reference: `https://${mark}.example.com/` };

test(
  'leaves every read-only attribute alone, whatever a client sends',
  check('schema-read-only', {
    judges: ['7643-7-24', '7644-3.3-02', '7644-3.5.2-13', '7644-3.5.1-13'],
    after: ['user-create', 'user-create-read-only-ignored'],
  }),
  async ({ kinds, discovery, fresh, judge }) => {
    for (const kind of kinds) {
      for (const place of placesIn(kind.schema, fresh)) {
        const { mutability, type, path, multiValued, parent } = place.attribute;
        const one = marks[type];
        if (mutability !== 'readOnly' || one === undefined) continue;
        // A part is sent beside parts that can be written, and these must be welcome by themselves.
        if (parent !== undefined && (await kind.post(kind.body(place.holding(null)))).status !== 201) continue;
        const value = multiValued ? [one] : one;
        const created = await kind.post(kind.body(place.holding(value)));

        if (parent === undefined && kind.endpoint !== '/Users' && created.status !== 201) continue;
        if (!judge.status('7644-3.3-02', created, 201)) continue;
        const id = String(created.json.id);
        judge.that('7643-7-24', !created.text.includes(mark), {
          expected: `${path} as the server has it`,
          observed: brief(place.shownIn(created.json)),
          answer: created,
        });
        const put = await kind.put(id, { ...created.json, ...place.holding(value) });
        judge.that('7644-3.5.1-13', !(await kind.get(id)).text.includes(mark), {
          expected: `${path} untouched by a PUT`,
          observed: 'what the client sent',
          answer: put,
        });
        if (discovery.capabilities.get('patch') !== true || parent?.multiValued === true) continue;
        const patched = await kind.patch(id, [{ op: 'replace', path, value }]);
        judge.that('7644-3.5.2-13', patched.status >= 400 && !(await kind.get(id)).text.includes(mark), {
          expected: `a change of ${path} refused with 400`,
          observed: `status ${patched.status}`,
          answer: patched,
        });
      }
    }
  },
);

/** Places that can be set once; elements of a list change by being others. */
function immutablesOf(places: readonly Place[]): readonly Place[] {
  return places.filter(
    ({ attribute: { mutability, parent } }) => mutability === 'immutable' && parent?.multiValued !== true,
  );
}

test(
  'keeps an immutable attribute as it was first set',
  check('schema-immutable', {
    judges: ['7643-7-26', '7643-7-27', '7644-3.5.1-10', '7644-3.5.1-11'],
    after: ['put-replaces'],
  }),
  async ({ kinds, discovery, fresh, judge }) => {
    for (const kind of kinds) {
      for (const place of immutablesOf(placesIn(kind.schema, fresh))) {
        const { path } = place.attribute;
        const [first, second] = twoOf(place.attribute, fresh) ?? [];
        if (first === undefined || second === undefined) continue;
        const created = await kind.post(kind.body(place.holding(first)));
        if (created.status !== 201) continue;
        const before = await kind.read({ id: String(created.json.id) });
        const kept = place.shownIn(before);
        judge.that('7643-7-26', says(kept, first), {
          expected: `${path} ${brief(first)}`,
          observed: brief(kept),
          answer: created,
        });
        if (isUnassigned(kept)) continue;
        judge.status('7644-3.5.1-10', await kind.put(before, before), [200, 204]);
        const other = { ...before, ...place.holding(second) };
        const put = await kind.put(before, other);
        judge.warn('7644-3.5.1-11', put.status === 400, {
          expected: 'status 400',
          observed: `status ${put.status}`,
          answer: put,
        });
        const answers = [put, await kind.put(before, { ...before, ...place.holding(null) })];
        if (discovery.capabilities.get('patch') === true) {
          answers.push(await kind.patch(before, [{ op: 'replace', path, value: second }]));
          answers.push(await kind.patch(before, [{ op: 'remove', path }]));
        }
        const after = place.shownIn(await kind.read(before));
        judge.that('7643-7-27', brief(after) === brief(kept), {
          expected: `${path} ${brief(kept)} as before`,
          observed: brief(after),
          answer: answers,
        });
      }
    }
  },
);

test(
  'takes a first value for an immutable attribute at any time',
  check('schema-immutable-unset', {
    judges: ['7644-3.5.1-12', '7644-3.5.2-14'],
    after: ['put-replaces', 'schema-immutable'],
  }),
  async ({ kinds, discovery, fresh, judge }) => {
    for (const kind of kinds) {
      for (const place of immutablesOf(placesIn(kind.schema, fresh))) {
        const { path, required } = place.attribute;
        const [value] = twoOf(place.attribute, fresh) ?? [];
        if (value === undefined || required) continue;
        const [one, other] = [await kind.post(kind.body()), await kind.post(kind.body())];
        if (one.status !== 201 || other.status !== 201 || !isUnassigned(place.shownIn(one.json))) continue;
        const put = await kind.put(String(one.json.id), { ...one.json, ...place.holding(value) });

        const seen = { expected: `${path} set by a PUT`, observed: `status ${put.status}`, answer: put };
        if (put.status >= 300) judge.warn('7644-3.5.1-12', false, seen);
        else {
          const { json } = await kind.get(String(one.json.id));
          judge.that('7644-3.5.1-12', says(place.shownIn(json), value), seen);
        }
        if (discovery.capabilities.get('patch') !== true) continue;
        const patched = await kind.patch(String(other.json.id), [{ op: 'add', path, value }]);
        const { json } = await kind.get(String(other.json.id));
        judge.that('7644-3.5.2-14', says(place.shownIn(json), value), {
          expected: `${path} set by an add`,
          observed: `status ${patched.status}`,
          answer: patched,
        });
      }
    }
  },
);

test(
  'never shows what can only be written, and lets it be written again',
  check('schema-write-only', {
    judges: ['7643-7-28', '7643-7-29', '7643-7-31'],
    after: ['user-create', 'put-replaces'],
  }),
  async ({ kinds, discovery, fresh, judge }) => {
    for (const kind of kinds) {
      for (const place of placesIn(kind.schema, fresh)) {
        const { mutability, returned, path, type, multiValued } = place.attribute;
        if (mutability === 'readOnly' || (mutability !== 'writeOnly' && returned !== 'never')) continue;
        const [first, second] = twoOf(place.attribute, fresh) ?? [];
        if (first === undefined || second === undefined) continue;
        const created = await kind.post(kind.body(place.holding(first)));
        if (created.status !== 201) continue;
        const id = String(created.json.id);
        const put = await kind.put(id, { ...created.json, ...place.holding(second) });
        const answers = [
          created,
          put,
          await kind.get(id),
          await kind.get(id, { attributes: path }),
          ...(discovery.capabilities.get('patch') === true && place.attribute.parent?.multiValued !== true
            ? [await kind.patch(id, [{ op: 'replace', path, value: first }])]
            : []),
        ];
        judge.that('7643-7-28', put.status < 300, {
          expected: `a new ${path} taken`,
          observed: `status ${put.status}`,
          answer: put,
        });
        const isTelling = type === 'string' && !multiValued;
        for (const answer of answers) {
          const shown = isObject(answer.json) ? place.shownIn(answer.json) : undefined;
          const isShown =
            !isUnassigned(shown) || (isTelling && [first, second].some((text) => hasText(answer.text, text)));
          for (const [requirement, concerns] of [
            ['7643-7-29', mutability === 'writeOnly'],
            ['7643-7-31', returned === 'never'],
          ] as const) {
            judge.that(requirement, !concerns || !isShown || answer.status >= 400, {
              expected: `no ${path} in the answer to ${answer.exchange.request.method}`,
              observed: 'shown',
              answer,
            });
          }
        }
      }
    }
  },
);

function hasText(text: string, value: Json): boolean {
  return typeof value === 'string' && value.length > 3 && text.includes(JSON.stringify(value));
}
