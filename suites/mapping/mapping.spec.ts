import fc from 'fast-check';
import { check, property, test } from '#check';
import { leavesOf, ruleOf, sourceText } from '#mapping';
import { clerk, peopleFor } from './clerk.ts';
import { eachRow, rowsIn, sidesOf } from './side.ts';
import { attributeOf, changedAt, type Draw, laid } from './spots.ts';

/** Every row is tried on its own, so a row gets fewer values than a property usually does. */
const runs = 4;
/** Where one value says most of it, and where a resource holds values of every row each time. */
const wholeRuns = 2;

test(
  'offers every attribute that the mapping names',
  check('mapping-attributes', { judges: ['mapping-rows'], needs: ['mapping'] }),
  async ({ application, judge }) => {
    for (const type of ['User', 'Group'] as const) {
      const schema = application.resourcesOf(type)?.schema;
      for (const row of application.mapping[type]?.rows ?? []) {
        const missing = leavesOf(row.scim).filter((leaf) => {
          if (!leaf.isPublished) return false;
          const attribute = schema && attributeOf(leaf, schema);
          return attribute === undefined || (row.direction !== 'out' && attribute.mutability === 'readOnly');
        });
        judge.that(ruleOf(row), missing.length === 0, {
          expected: `the ${type} schema has ${sourceText(row.scim)}${row.direction === 'out' ? '' : ', for clients to write'}`,
          observed: `it lacks ${missing.map(({ path }) => path).join(', ')}`,
          kind: 'missing',
        });
      }
    }
  },
);

test(
  'makes a record in the application of what SCIM creates',
  check('mapping-record', { judges: ['mapping-rows'], needs: ['mapping'], after: ['user-create'] }),
  async ({ application, judge }) => {
    for (const { type, resources, rows } of sidesOf(application)) {
      const [first] = rows;
      if (first === undefined) continue;
      const answer = await resources.post(resources.body());
      const made = { ...resources.body(), ...answer.json, id: String(answer.json.id) };
      const record = await application.record(type, made, (value) => value !== undefined);
      judge.that(ruleOf(first.row), record.value !== undefined, {
        expected: `the application has a record of the ${type}`,
        observed: 'none',
        answer: [answer, ...(record.answer === undefined ? [] : [record.answer])],
        kind: 'no record',
      });
    }
  },
);

test(
  'hands each value of a new resource to its field',
  check('mapping-create', { judges: ['mapping-rows'], needs: ['mapping'], after: ['mapping-record'] }),
  async ({ application, judge, fresh }) => {
    const desk = clerk({ application, judge, fresh, people: await peopleFor(application) });
    await eachRow(application, async (side, here) => {
      const ask = async (draw: Draw) => {
        const sent = await desk.create(side, here.row, desk.bodyFor(side, here, draw));
        if (sent !== undefined) await desk.holds(side, [here.row], sent, 'after the creation');
      };
      for (const way of desk.ways(here)) await property(way, ask, { runs: wholeRuns });
      await property(desk.draws(here), ask, { runs });
    });
  },
);

test(
  'gives each field its default when SCIM says nothing',
  check('mapping-default', { judges: ['mapping-rows'], needs: ['mapping'], after: ['mapping-record'] }),
  async ({ application, judge, fresh }) => {
    const desk = clerk({ application, judge, fresh, people: [] });
    await eachRow(application, async (side, { row, spots }) => {
      const sent = await desk.create(side, row, laid(side.resources.body(), spots, {}));
      if (sent !== undefined) await desk.holds(side, [row], sent, 'when nothing was said of it');
    });
  },
);

test(
  'hands new values on when a resource is replaced, and leaves no old ones',
  check('mapping-replace', { judges: ['mapping-rows'], needs: ['mapping'], after: ['mapping-create'] }),
  async ({ application, judge, fresh }) => {
    const desk = clerk({ application, judge, fresh, people: await peopleFor(application) });
    await eachRow(application, async (side, here) => {
      await property(
        fc.tuple(desk.wholeDraws(side), desk.draws(here)),
        async ([whole, next]) => {
          const made = await desk.createWhole(side, here.row, whole);
          const sent = made && (await desk.replace(side, here.row, made, desk.bodyFor(side, here, next, made.body)));
          if (sent !== undefined) await desk.holds(side, rowsIn(side), sent, 'after the replacement');
        },
        { runs: wholeRuns },
      );
    });
  },
);

test(
  'hands on what a PATCH changes, and nothing else',
  check('mapping-patch', { judges: ['mapping-rows'], needs: ['mapping', 'patch'], after: ['mapping-create'] }),
  async ({ application, judge, fresh }) => {
    const desk = clerk({ application, judge, fresh, people: await peopleFor(application) });
    await eachRow(application, async (side, here) => {
      const spots = here.spots.filter(({ isPublished }) => isPublished);
      if (spots.length === 0) return;
      await property(
        fc.tuple(desk.wholeDraws(side), desk.wholeDraws({ ...side, rows: [here] }), fc.constantFrom(...spots)),
        async ([whole, [next = {}], spot]) => {
          const made = await desk.createWhole(side, here.row, whole);
          if (made === undefined) return;
          const values = desk.settle(here, next)[spot.path] ?? [];
          const { after, operation } = changedAt(made.body, spot, values);
          const answer = await side.resources.patch(made.resource, [operation]);
          if (!desk.accepts(here.row, answer, 'a PATCH')) return;
          await desk.holds(side, rowsIn(side), { ...made, body: after, answer }, 'after the PATCH');
        },
        { runs: wholeRuns },
      );
    });
  },
);
