import { brief, check, isUnassigned, type Place, placesIn, type Resource, type Resources, test, twoOf } from '#check';

/** Places that a schema returns so, each in a resource that has a value there. */
async function holding(
  kind: Resources,
  places: readonly Place[],
  fresh: Parameters<typeof twoOf>[1],
): Promise<readonly { readonly place: Place; readonly resource: Resource }[]> {
  const found = [];
  for (const place of places) {
    const [value] = twoOf(place.attribute, fresh) ?? [];
    if (place.attribute.mutability !== 'readOnly' && value === undefined) continue;
    const made = await kind.post(kind.body(value === undefined ? {} : place.holding(value)));
    if (made.status === 201) found.push({ place, resource: await kind.read({ id: String(made.json.id) }) });
  }
  return found;
}

test(
  'keeps what is returned on request for those who ask for it',
  check('representation-on-request', { judges: ['7643-7-34'], after: ['user-read', 'projection-attributes'] }),
  async ({ kinds, fresh, judge }) => {
    for (const kind of kinds) {
      const onRequest = placesIn(kind.schema, fresh).filter(
        ({ attribute }) => attribute.returned === 'request' && attribute.mutability !== 'writeOnly',
      );
      for (const { place, resource } of await holding(kind, onRequest, fresh)) {
        const { path, mutability } = place.attribute;
        judge.that('7643-7-34', isUnassigned(place.shownIn(resource)), {
          expected: `no ${path} unasked`,
          observed: brief(place.shownIn(resource)),
        });
        if (mutability === 'readOnly') continue;
        const answer = await kind.get(resource, { attributes: path });
        judge.that('7643-7-34', answer.status !== 200 || !isUnassigned(place.shownIn(answer.json)), {
          expected: `${path} where it is asked for`,
          observed: 'none',
          answer,
        });
      }
    }
  },
);

test(
  'shows attributes returned always whatever the projection says',
  check('representation-always', { judges: ['7643-7-30'], after: ['user-read'] }),
  async ({ kinds, fresh, judge }) => {
    for (const kind of kinds) {
      const always = placesIn(kind.schema, fresh).filter(
        ({ attribute }) => attribute.returned === 'always' && attribute.parent === undefined,
      );
      for (const { place, resource } of await holding(kind, always, fresh)) {
        if (isUnassigned(place.shownIn(resource))) continue;
        const { path } = place.attribute;
        for (const query of [{ attributes: 'meta' }, { excludedAttributes: path }]) {
          const answer = await kind.get(resource, query);

          judge.that('7643-7-30', answer.status !== 200 || !isUnassigned(place.shownIn(answer.json)), {
            expected: `${path} all the same`,
            observed: brief(Object.keys(answer.json)),
            answer,
          });
        }
      }
    }
  },
);
