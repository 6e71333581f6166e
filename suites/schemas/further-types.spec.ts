import { brief, check, idsOf, property, type Resources, resourcesFrom, test, typeRules, wrongTypes } from '#check';
import { isList, isObject } from '#scim';

const beyondTheCore = (kinds: readonly Resources[]) =>
  kinds.filter(({ endpoint }) => endpoint !== '/Users' && endpoint !== '/Groups');

/** A type that its target lets nobody create says so with one of these. */
const closed: ReadonlySet<number> = new Set([403, 404, 405, 501]);

test(
  'serves resources of its own types as it serves Users',
  check('further-types', {
    judges: [
      '7644-3.3-07',
      '7644-3.1-07',
      '7644-3.4.1-02',
      '7643-3-10',
      '7643-3.1-20',
      '7644-3.4.2-07',
      '7644-3.5.1-04',
      '7644-3.6-06',
      ...typeRules,
    ],
    needs: ['discovery'],
    after: ['user-create', 'put-replaces', 'user-delete', 'list-shape'],
  }),
  async ({ kinds, judge }) => {
    for (const kind of beyondTheCore(kinds)) {
      const { name } = kind.schema.resourceType;
      if (closed.has((await kind.post(kind.body())).status)) continue;
      await property(
        resourcesFrom(kind.schema),
        async (members) => {
          const created = await kind.post(kind.body(members));
          if (created.status === 400 || created.status === 409) {
            judge.warn('7644-3.3-07', false, {
              expected: `status 201 for a ${name} that fits the published schema`,
              observed: `status ${created.status}`,
              answer: created,
              kind: `status ${created.status}`,
            });
            return;
          }
          if (!judge.status('7644-3.3-07', created, 201)) return;
          const id = String(created.json.id);
          const read = await kind.get(id);
          if (!judge.status('7644-3.4.1-02', read, 200)) return;
          judge.same('7644-3.1-07', read.json, created.json, {
            what: 'what the create showed',
            answer: [created, read],
          });
          for (const { rule, expected, observed } of wrongTypes(kind.schema, read.json)) {
            judge.that(rule, false, { expected, observed, answer: read });
          }
          const { schemas, meta } = read.json;
          judge.that('7643-3-10', isList(schemas) && schemas.includes(kind.schema.base.urn), {
            expected: `schemas with ${kind.schema.base.urn}`,
            observed: brief(schemas),
            answer: read,
          });
          judge.that('7643-3.1-20', isObject(meta) && meta.resourceType === name, {
            expected: `meta.resourceType ${name}`,
            observed: brief(isObject(meta) ? meta.resourceType : undefined),
            answer: read,
          });
          const other = await kind.post(kind.body());
          if (other.status !== 201) return;
          const put = await kind.put(String(other.json.id), { ...other.json, ...members });
          if (put.status < 300) {
            const after = await kind.get(String(other.json.id));
            for (const each of Object.keys(members)) {
              judge.same('7644-3.5.1-04', after.json[each], read.json[each], {
                what: `${each} as in the model`,
                answer: put,
              });
            }
          }
          const gone = await kind.delete(id);
          if (closed.has(gone.status)) return;
          judge.status('7644-3.6-06', gone, 204);
          judge.status('7644-3.6-06', await kind.get(id), 404);
        },
        { runs: 4 },
      );
      const list = await kind.list({ count: 1 });
      if (closed.has(list.status)) continue;
      judge.that('7644-3.4.2-07', list.status === 200 && idsOf(list).length === 1, {
        expected: `a ${name} in the list`,
        observed: `status ${list.status}, ${idsOf(list).length} resources`,
        answer: list,
      });
    }
  },
);
