import { brief, check, isUnassigned, placesIn, test } from '#check';
import { isList } from '#scim';

test(
  'makes no resource without what its schema requires',
  check('schema-required', {
    judges: ['7643-7-16', '7644-3.12-26'],
    needs: ['discovery'],
    after: ['user-create', 'user-create-without-user-name'],
  }),
  async ({ kinds, fresh, judge }) => {
    for (const kind of kinds) {
      const required = placesIn(kind.schema, fresh).filter(
        ({ attribute: { required: is, mutability, path } }) =>
          is && mutability !== 'readOnly' && path.toLowerCase() !== 'username',
      );
      for (const place of required) {
        const { path } = place.attribute;
        const answer = await kind.post(kind.body(place.holding(null)));

        if (answer.status >= 400) {
          judge.refused('7644-3.12-26', answer, 'invalidValue');
          continue;
        }
        // A server may fill in what the client left out (7644-3.3-04).
        const read = await kind.get(String(answer.json.id));
        judge.that('7643-7-16', !isUnassigned(place.shownIn(read.json)), {
          expected: `status 400 without ${path}, or a value of the server's own`,
          observed: `status ${answer.status}, and no ${path}`,
          answer: [answer, read],
        });
      }
    }
  },
);

test(
  'bears in every resource the extensions that its type requires',
  check('schema-required-extension', {
    judges: ['7643-6-13'],
    needs: ['discovery'],
    after: ['user-create', 'discovery-types-members'],
  }),
  async ({ kinds, judge }) => {
    for (const kind of kinds) {
      const made = await kind.post(kind.body());
      if (made.status !== 201) continue;
      for (const { urn, required, attributes } of kind.schema.extensions.values()) {
        if (!required) continue;
        const { schemas } = (await kind.get(String(made.json.id))).json;
        const urns = isList(schemas) ? schemas.map((each) => String(each).toLowerCase()) : [];
        judge.that('7643-6-13', urns.includes(urn.toLowerCase()), {
          expected: `${urn} in schemas, as the type requires it`,
          observed: brief(schemas),
          answer: made,
        });
        if (![...attributes.values()].some((each) => each.required)) continue;
        const bare = await kind.post({ ...kind.body(), schemas: [kind.schema.base.urn], [urn]: null });
        judge.that('7643-6-13', bare.status >= 400 || !isUnassigned(bare.json[urn]), {
          expected: `status 400 without ${urn}`,
          observed: `status ${bare.status}`,
          answer: bare,
        });
      }
    }
  },
);
