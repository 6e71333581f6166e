import { type ScimPatchOperation, scimPatch } from 'scim-patch';
import { parse } from 'scim2-parse-filter';
import {
  applyPatch,
  coreDefinitions,
  coreResourceTypes,
  type JsonObject,
  parseFilter,
  profiles,
  type Schema,
  schemaFrom,
  urns,
} from '#scim';

/** One thing that two programs can do, in µs for doing it once. */
export interface Piece {
  readonly name: string;
  readonly ours: number;
  readonly other: 'scim2-parse-filter' | 'scim-patch';
  readonly theirs: number;
}

/** What the tests of scim2-parse-filter parse, without the one that no RFC allows: a bracket within a bracket. */
const [n1, n2, n3, n4] = ['n1 eq 1', 'n2 eq 2', 'n3 eq 3', 'n4 eq 4'];
const filters: readonly string[] = [
  'userName eq "a@b.c"',
  n1,
  `${n1} and ${n2}`,
  `${n1} and ${n2} and ${n3}`,
  `${n1} and ${n2} or ${n3}`,
  `${n1} or ${n2} and ${n3}`,
  `${n1} or ${n2} or ${n3}`,
  `${n1} and ${n2} and ${n3} and ${n4}`,
  `${n1} and ${n2} and ${n3} or ${n4}`,
  `${n1} and ${n2} or ${n3} and ${n4}`,
  `${n1} and ${n2} or ${n3} or ${n4}`,
  `${n1} or ${n2} and ${n3} and ${n4}`,
  `${n1} or ${n2} and ${n3} or ${n4}`,
  `${n1} or ${n2} and ${n3} or ${n4} and ${n1} or ${n2} and ${n3} or ${n4}`,
  `${n2} and ${n3} or ${n4} and ${n1} or ${n2} and ${n3} or ${n4} and ${n1}`,
  'hoge Eq "hoge"',
  'userName eq "bjensen"',
  `name.familyName co "O'Malley"`,
  'userName sw "J"',
  `${urns.user}:userName sw "J"`,
  'title pr',
  ...['gt', 'ge', 'lt', 'le'].map((operator) => `meta.lastModified ${operator} "2011-05-13T04:42:34Z"`),
  'title pr and userType eq "Employee"',
  'title pr or userType eq "Intern"',
  `schemas eq "${urns.enterpriseUser}"`,
  'userType eq "Employee" and (emails co "example.com" or emails co "example.org")',
  'userType ne "Employee" and not (emails co "example.com" or emails co "example.org")',
  'userType eq "Employee" and (emails.type eq "work")',
  'userType eq "Employee" and emails[type eq "work" and value co "@example.com"]',
  'emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]',
];

const email = { value: 'spider@example.com', primary: true };
const user = {
  schemas: [urns.user],
  id: '4',
  userName: 'spider',
  name: { familyName: 'Parker', givenName: 'Peter' },
  active: true,
  emails: [email],
  meta: { resourceType: 'User', created: '2019-11-20T09:25:30.208Z', lastModified: '2019-11-20T09:25:30.208Z' },
};
const members = Array.from({ length: 1000 }, (_, at) => ({ value: `id-${at}`, type: 'User' }));
const group = { schemas: [urns.group], id: '5', displayName: 'G', members, meta: user.meta };

const patches: Readonly<
  Record<
    string,
    { readonly type: 'User' | 'Group'; readonly before: JsonObject; readonly operations: ScimPatchOperation[] }
  >
> = {
  'replace one attribute': {
    type: 'User',
    before: user,
    operations: [{ op: 'replace', path: 'displayName', value: 'Spider' }],
  },
  'replace the element that a filter picks': {
    type: 'User',
    before: user,
    operations: [
      { op: 'replace', path: 'emails[primary eq true]', value: { value: 'new@example.com', primary: true } },
    ],
  },
  'add with a path, and without one': {
    type: 'User',
    before: user,
    operations: [
      { op: 'add', path: 'name', value: { middleName: 'B', honorificPrefix: 'Mr' } },
      { op: 'add', value: { title: 'Photographer' } },
    ],
  },
  'add a member to 1,000': {
    type: 'Group',
    before: group,
    operations: [{ op: 'add', path: 'members', value: [{ value: 'id-new', type: 'User' }] }],
  },
};

/** Ours and theirs, in turns. scim-patch is told to leave its argument alone, as ours does: a PATCH may fail half way. */
export function pieces(rounds: number): readonly Piece[] {
  const parsing = filters.map((filter): Piece => {
    const [ours, theirs] = compare(
      rounds,
      () => parseFilter(filter),
      () => parse(filter),
    );
    return { name: `parse \`${filter}\``, ours, other: 'scim2-parse-filter', theirs };
  });
  const patching = Object.entries(patches).map(([name, { type, before, operations }]): Piece => {
    const schema = schemaOf(type);
    const body = { schemas: [urns.patchOp], Operations: operations };
    // scim-patch wants dates where JSON has text; it does not look at them.
    const theirBefore: Parameters<typeof scimPatch>[0] = structuredClone(before) as never;
    const [ours, theirs] = compare(
      rounds,
      () => applyPatch(schema, before, body, { profile: profiles.lenient }),
      () => scimPatch(theirBefore, operations, { mutateDocument: false }),
    );
    return { name: `PATCH: ${name}`, ours, other: 'scim-patch', theirs };
  });
  return [...parsing, ...patching];
}

function schemaOf(name: 'User' | 'Group'): Schema {
  const type = coreResourceTypes.find((one) => one.name === name);
  if (type === undefined) throw new Error(`there is no resource type ${name}`);
  return schemaFrom(type, coreDefinitions);
}

/** The µs of each in its fastest round: they take turns for a few ms, and what else the machine does only adds. */
function compare(rounds: number, ours: () => unknown, theirs: () => unknown): readonly [number, number] {
  const works = [ours, theirs].map((work) => ({ work, times: timesFor(work), took: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { work, times, took } of works) took.push(elapsedMs(work, times) / times);
  }
  const [mine = Number.NaN, other = Number.NaN] = works.map(({ took }) => Math.min(...took) * 1000);
  return [mine, other];
}

/** How often to repeat for about 4 ms; finding it out warms up what is measured. */
function timesFor(work: () => unknown): number {
  let times = 200;
  while (elapsedMs(work, times) < 2) times *= 2;
  return times * 2;
}

function elapsedMs(work: () => unknown, times: number): number {
  const from = performance.now();
  for (let time = 0; time < times; time += 1) work();
  return performance.now() - from;
}
