import fc from 'fast-check';
import {
  type Answer,
  type ApplicationRecord,
  type ApplicationSide,
  brief,
  canonical,
  type Fresh,
  type Judge,
  type Resource,
} from '#check';
import { fieldOf, type MappingRow, pointed, ruleOf } from '#mapping';
import { isList, isObject, type Json, type JsonObject } from '#scim';
import { drawsOf, peopleCount, settled, waysDrawnOf, wholeDrawsOf } from './draws.ts';
import type { RowHere, Side } from './side.ts';
import { type Draw, laid } from './spots.ts';

/** A resource with what was sent of it, which is what the application should have made its record from. */
export interface Sent {
  readonly resource: Resource;
  readonly body: JsonObject;
  readonly answer: Answer;
}

/** What all checks of a mapping do alike: make bodies of rows, send them, and hold the record against them. */
export interface Clerk {
  draws(row: RowHere): fc.Arbitrary<Draw>;
  /** One for each way in which the row comes by its value. */
  ways(row: RowHere): readonly fc.Arbitrary<Draw>[];
  /** A draw of every row that SCIM writes. */
  wholeDraws(side: Side): fc.Arbitrary<readonly Draw[]>;
  bodyFor(side: Side, here: RowHere, draw: Draw, before?: JsonObject): JsonObject;
  /** Values of a draw as they are sent. */
  settle(here: RowHere, draw: Draw): Draw;
  wholeBody(side: Side, draws: readonly Draw[]): JsonObject;
  /** Creates a resource with all rows; undefined, and a finding, when that is refused. */
  createWhole(side: Side, row: MappingRow, draws: readonly Draw[]): Promise<Sent | undefined>;
  /** Judges that a write was taken. */
  accepts(row: MappingRow, answer: Answer, what: string): boolean;
  /** Creates; a refusal is a finding against the row. */
  create(side: Side, row: MappingRow, body: JsonObject): Promise<Sent | undefined>;
  replace(side: Side, row: MappingRow, sent: Sent, body: JsonObject): Promise<Sent | undefined>;
  /**
   * Judges that the fields of these rows hold what the body says. A field that holds what one of `kept` says is a caution: a
   * replacement may keep what it leaves out (D08), and no mapping says that it may not.
   */
  holds(
    side: Side,
    rows: readonly MappingRow[],
    sent: Sent,
    when: string,
    kept?: readonly JsonObject[],
  ): Promise<ApplicationRecord>;
}

export interface ClerkOptions {
  readonly application: ApplicationSide;
  readonly judge: Judge;
  readonly fresh: Fresh;
  /** Ids of Users who may be members. */
  readonly people: readonly string[];
}

export async function peopleFor(application: ApplicationSide): Promise<readonly string[]> {
  const users = application.resourcesOf('User');
  const isAsked = application.mapping.Group?.rows.some(({ many }) => many !== undefined) ?? false;
  if (users === undefined || !isAsked || application.resourcesOf('Group') === undefined) return [];
  const made = await users.createAll(Array.from({ length: peopleCount }, () => ({})));
  return made.map(({ id }) => id);
}

export function clerk({ application, judge, fresh, people }: ClerkOptions): Clerk {
  const settledFor = ({ row, spots }: RowHere, draw: Draw) => settled(draw, row, spots, fresh, people);
  const bodyFor: Clerk['bodyFor'] = ({ resources }, here, draw, before) =>
    withSchemas(laid(before ?? resources.body(), here.spots, settledFor(here, draw)), resources.schema.base.urn);

  const accepts: Clerk['accepts'] = (row, answer, what) =>
    judge.that(ruleOf(row), answer.status < 300, {
      expected: `${what} with valid values is accepted`,
      observed: `status ${answer.status}`,
      answer,
      kind: `${what} status ${answer.status}`,
    });

  const wholeBody: Clerk['wholeBody'] = (side, draws) =>
    side.rows.reduce((body, here, at) => bodyFor(side, here, draws[at] ?? {}, body), side.resources.body());
  const create: Clerk['create'] = async ({ resources }, row, body) => {
    const answer = await resources.post(body);
    if (!accepts(row, answer, 'a creation')) return undefined;
    return { resource: { ...body, id: String(answer.json.id) }, body, answer };
  };

  return {
    draws: ({ row, spots }) => drawsOf(row, spots),
    ways: ({ row, spots }) => waysDrawnOf(row, spots),
    wholeDraws: ({ rows }) => fc.tuple(...rows.map(({ row, spots }) => wholeDrawsOf(row, spots))),
    bodyFor,
    settle: settledFor,
    wholeBody,
    accepts,
    create,
    createWhole: (side, row, draws) => create(side, row, wholeBody(side, draws)),
    replace: async ({ resources }, row, { resource }, body) => {
      const answer = await resources.put(resource, body);
      if (!accepts(row, answer, 'a replacement')) return undefined;
      return { resource: { ...body, id: resource.id }, body, answer };
    },
    holds: async ({ type }, rows, { resource, body, answer }, when, kept = []) => {
      const isRight = (record: Json | undefined) => rows.every((row) => holdsIn(record, row, body));
      const record = await application.record(type, resource, isRight);
      const answers = [answer, ...(record.answer === undefined ? [] : [record.answer])];
      for (const row of rows) {
        const observed = fieldIn(record.value, row);
        const isKept = kept.some((each) => holdsIn(record.value, row, each));
        const say = isKept ? judge.warn : judge.that;
        say(ruleOf(row), holdsIn(record.value, row, body), {
          expected: `${row.field} holds ${brief(fieldOf(row, body))} ${when}`,
          observed: record.value === undefined ? 'no record' : brief(observed),
          answer: answers,
          kind: `${when}: ${isNothing(observed) ? 'nothing' : 'another value'}`,
        });
      }
      return record;
    },
  };
}

/** What the record holds for a row. */
export function fieldIn(record: Json | undefined, { field, many }: MappingRow): Json | undefined {
  const value = pointed(record, field);
  if (many === undefined || !isList(value)) return value;
  return value.map((element) => pointed(element, many.item ?? '') ?? null);
}

/** Whether two values of a field say the same: of several, the order does not count, and nothing has many spellings. */
export function sameField(a: Json | undefined, b: Json | undefined): boolean {
  return (isNothing(a) && isNothing(b)) || canonical(a) === canonical(b);
}

function holdsIn(record: Json | undefined, row: MappingRow, body: JsonObject): boolean {
  return record !== undefined && sameField(fieldIn(record, row), fieldOf(row, body));
}

export function isNothing(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || (isList(value) && value.length === 0);
}

/** The URNs of all that the body has in it. */
function withSchemas(body: JsonObject, base: string): JsonObject {
  const extensions = Object.keys(body).filter((name) => name.includes(':') && isObject(body[name]));
  return { ...body, schemas: [base, ...extensions] };
}
