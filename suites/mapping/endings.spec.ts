import { check, property, test } from '#check';
import { fieldOf, pointed, ruleOf } from '#mapping';
import type { Json } from '#scim';
import { clerk, fieldIn, peopleFor, sameField } from './clerk.ts';
import { eachRow, rowsIn, rowsOut, sidesOf } from './side.ts';
import { attributePath, isRequired, withNull, withoutSpot } from './spots.ts';

const runs = 2;

test(
  'empties the field of what a replacement leaves out',
  check('mapping-unset', { judges: ['mapping-rows'], needs: ['mapping'], after: ['mapping-replace'] }),
  async ({ application, judge, fresh }) => {
    const desk = clerk({ application, judge, fresh, people: await peopleFor(application) });
    await eachRow(application, async (side, here) => {
      const optional = here.spots.filter(({ attribute }) => !isRequired(attribute));
      if (optional.length === 0) return;
      await property(
        desk.wholeDraws(side),
        async (whole) => {
          const made = await desk.createWhole(side, here.row, whole);
          if (made === undefined) return;
          const sent = await desk.replace(side, here.row, made, optional.reduce(withoutSpot, made.body));
          if (sent === undefined) return;
          const kept = subsetsOf(optional).map((left) => left.reduce(withoutSpot, made.body));
          await desk.holds(side, rowsIn(side), sent, 'after a replacement without it', kept);
        },
        { runs },
      );
    });
  },
);

test(
  'empties the field of what a PATCH removes',
  check('mapping-remove', { judges: ['mapping-rows'], needs: ['mapping', 'patch'], after: ['mapping-patch'] }),
  async ({ application, judge, fresh }) => {
    const desk = clerk({ application, judge, fresh, people: await peopleFor(application) });
    await eachRow(application, async (side, here) => {
      const optional = here.spots.filter(({ attribute, isPublished }) => isPublished && !isRequired(attribute));
      if (optional.length === 0) return;
      await property(
        desk.wholeDraws(side),
        async (whole) => {
          const made = await desk.createWhole(side, here.row, whole);
          if (made === undefined) return;
          const paths = [...new Set(optional.map(attributePath))];
          const answer = await side.resources.patch(
            made.resource,
            paths.map((path) => ({ op: 'remove', path })),
          );
          if (!desk.accepts(here.row, answer, 'a PATCH that removes')) return;
          const body = optional.reduce(withoutSpot, made.body);
          await desk.holds(side, rowsIn(side), { ...made, body, answer }, 'after its removal');
        },
        { runs },
      );
    });
  },
);

test(
  'takes null for no value',
  check('mapping-null', { judges: ['mapping-rows'], needs: ['mapping'], after: ['mapping-unset'] }),
  async ({ application, judge, fresh }) => {
    const desk = clerk({ application, judge, fresh, people: await peopleFor(application) });
    await eachRow(application, async (side, here) => {
      const optional = here.spots.filter(({ attribute, isPublished }) => isPublished && !isRequired(attribute));
      if (optional.length === 0) return;
      await property(
        desk.wholeDraws(side),
        async (whole) => {
          const made = await desk.createWhole(side, here.row, whole);
          if (made === undefined) return;
          const sent = await desk.replace(side, here.row, made, optional.reduce(withNull, made.body));
          if (sent !== undefined) await desk.holds(side, [here.row], sent, 'after a replacement with null');
        },
        { runs },
      );
    });
  },
);

test(
  'refuses a resource without what the application cannot do without',
  check('mapping-required', { judges: ['mapping-rows'], needs: ['mapping'], after: ['mapping-record'] }),
  async ({ application, judge }) => {
    await eachRow(application, async ({ resources, type }, { row, spots }) => {
      if (row.required !== true || row.default !== undefined) return;
      const answer = await resources.post(spots.reduce(withoutSpot, resources.body()));
      judge.that(ruleOf(row), answer.status >= 400 && answer.status < 500, {
        expected: `a ${type} without ${spots.map(({ path }) => path).join(', ')} is refused`,
        observed: `status ${answer.status}`,
        answer,
        kind: `status ${answer.status}`,
      });
    });
  },
);

test(
  'keeps record and identity when everything else changes',
  check('mapping-rename', { judges: ['mapping-rows'], needs: ['mapping'], after: ['mapping-replace'] }),
  async ({ application, judge, fresh, discovery }) => {
    const desk = clerk({ application, judge, fresh, people: await peopleFor(application) });
    for (const side of sidesOf(application)) {
      const { resources, type, rows, identity } = side;
      const kept = rows.filter(({ row }) => row.identity === true);
      const first = kept[0]?.row;
      if (first === undefined) continue;
      const others = rows.filter((here) => !kept.includes(here) && here.row.direction !== 'out');

      await property(
        desk.wholeDraws(side),
        async (whole) => {
          const made = await desk.createWhole(side, first, whole);
          if (made === undefined) return;
          const before = await desk.holds(side, [], made, 'after the creation');
          // Settled anew, so that what is unique is another.
          const changed = others.reduce((body, here) => {
            return desk.bodyFor(side, here, whole[rows.indexOf(here)] ?? {}, body);
          }, made.body);
          const sent = await desk.replace(side, first, made, changed);
          if (sent === undefined) return;
          const keys = kept.map(({ row }) => row);
          judgeKept(before.value, await desk.holds(side, keys, sent, 'after the change of all else'), 'a replacement');

          const attribute = type === 'User' ? 'userName' : 'displayName';
          if (discovery.capabilities.get('patch') !== true) return;
          const value = type === 'User' ? fresh.userName('Renamed') : fresh.word('Renamed');
          const answer = await resources.patch(sent.resource, [{ op: 'replace', path: attribute, value }]);
          if (!desk.accepts(first, answer, 'a PATCH that renames')) return;
          const renamed = { ...sent, body: { ...sent.body, [attribute]: value }, answer };
          judgeKept(before.value, await desk.holds(side, keys, renamed, 'after the change of the name'), 'a PATCH');
        },
        { runs },
      );

      function judgeKept(before: Json | undefined, after: Awaited<ReturnType<typeof desk.holds>>, what: string): void {
        if (identity === undefined || first === undefined) return;
        const [was, is] = [pointed(before, identity), pointed(after.value, identity)];
        judge.that(ruleOf(first), sameField(was, is), {
          expected: `${what} leaves the record ${JSON.stringify(was ?? null)}`,
          observed: `the record ${JSON.stringify(is ?? null)}`,
          answer: after.answer,
          kind: 'another record',
        });
      }
    }
  },
);

test(
  'shows over SCIM what the application holds',
  check('mapping-out', { judges: ['mapping-rows'], needs: ['mapping'], after: ['mapping-record'] }),
  async ({ application, judge, fresh }) => {
    const desk = clerk({ application, judge, fresh, people: await peopleFor(application) });
    for (const side of sidesOf(application)) {
      const [first] = side.rows;
      if (first === undefined || rowsOut(side).length === 0) continue;
      const { type, resources } = side;
      await property(
        desk.wholeDraws(side),
        async (whole) => {
          const made = await desk.createWhole(side, first.row, whole);
          if (made === undefined) return;
          const [shown, record] = [await resources.get(made.resource), await application.record(type, made.resource)];
          for (const { row } of rowsOut(side)) {
            judge.that(ruleOf(row), sameField(fieldOf(row, shown.json), fieldIn(record.value, row)), {
              expected: `SCIM shows ${JSON.stringify(fieldIn(record.value, row) ?? null)}, which ${row.field} holds`,
              observed: JSON.stringify(fieldOf(row, shown.json) ?? null),
              answer: [shown, ...(record.answer === undefined ? [] : [record.answer])],
              kind: 'shows something else',
            });
          }
        },
        { runs },
      );
    }
  },
);

test(
  'shows over SCIM what is changed in the application',
  check('mapping-written', { judges: ['mapping-rows'], needs: ['mapping', 'mapping-write'], after: ['mapping-out'] }),
  async ({ application, judge, fresh }) => {
    const sides = sidesOf(application).filter(({ canBeWritten }) => canBeWritten);
    const desk = clerk({ application, judge, fresh, people: await peopleFor(application) });
    for (const side of sides) {
      const { type, resources } = side;
      for (const here of rowsOut(side)) {
        await property(
          desk.draws(here),
          async (draw) => {
            const body = resources.body();
            const value = fieldOf(here.row, desk.bodyFor(side, here, draw, body));
            const made = await desk.create(side, here.row, body);
            if (made === undefined || value === undefined) return;
            await application.write(type, made.resource, here.row.field, value);
            const shown = await resources.get(made.resource);
            judge.that(ruleOf(here.row), sameField(fieldOf(here.row, shown.json), value), {
              expected: `SCIM shows ${JSON.stringify(value)} once ${here.row.field} holds it`,
              observed: JSON.stringify(fieldOf(here.row, shown.json) ?? null),
              answer: shown,
              kind: 'shows something else',
            });
          },
          { runs },
        );
      }
    }
  },
);

/** All choices of some of these, none and all among them. */
function subsetsOf<T>([first, ...others]: readonly T[]): readonly (readonly T[])[] {
  if (first === undefined) return [[]];
  const rest = subsetsOf(others);
  return [...rest, ...rest.map((set) => [first, ...set])];
}
