import fc from 'fast-check';
import { check, property, test, valuesOf } from '#check';
import type { JsonObject } from '#scim';

test(
  'takes and keeps every attribute that its schema lets clients write',
  check('schema-writable', { judges: ['7643-7-25', '7644-3.3-07'], after: ['user-create', 'round-trip'] }),
  async ({ users, judge }) => {
    const writable = [...users.schema.base.attributes.values()].filter(
      ({ mutability, returned, uniqueness, name }) =>
        mutability === 'readWrite' &&
        returned === 'default' &&
        uniqueness === 'none' &&
        name.toLowerCase() !== 'active',
    );
    const members = writable.flatMap((attribute) => {
      const values = valuesOf(attribute);
      return values === undefined ? [] : [values.map((value): JsonObject => ({ [attribute.name]: value }))];
    });
    await property(
      fc.tuple(...members).map((all): JsonObject => Object.assign({}, ...all)),
      async (body) => {
        const answer = await users.post(users.body(body));

        // Closed lists and formats are the server's right (D71, D72); to keep nothing of an attribute is a caution (D73).
        judge.warn('7644-3.3-07', answer.status === 201, {
          expected: 'status 201',
          observed: `status ${answer.status}`,
          answer,
          kind: `status ${answer.status}`,
        });
        if (answer.status !== 201) return;
        for (const name of Object.keys(body)) {
          judge.warn('7643-7-25', answer.json[name] !== undefined, {
            expected: `${name} kept`,
            observed: 'missing',
            answer,
            kind: name,
          });
        }
      },
      { runs: 3 },
    );
  },
);
