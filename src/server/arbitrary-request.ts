import fc from 'fast-check';
import { urns } from '#scim';
import { secret } from './test-server.ts';

/** A request that a client might send, or that only chance would. */
export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'QUERY', 'PROPFIND'];
const segments = [
  'Users',
  'Groups',
  'Me',
  'Bulk',
  'Schemas',
  'ResourceTypes',
  'ServiceProviderConfig',
  '.search',
  'users',
  '',
  '..',
  '%2F',
  '%',
  '__proto__',
  urns.user,
  'User',
];
const names = [
  'userName',
  'name',
  'name.familyName',
  'emails',
  'emails.value',
  'emails[type eq "work"]',
  'emails[type eq "work"].value',
  'active',
  'members',
  'members.value',
  'groups',
  'meta',
  'meta.location',
  'id',
  'externalId',
  'displayName',
  'password',
  'schemas',
  'manager',
  `${urns.enterpriseUser}:manager`,
  `${urns.enterpriseUser}:department`,
  `${urns.user}:userName`,
  urns.enterpriseUser,
  '__proto__',
  'constructor',
  'x',
];
const operators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr', 'EQ', 'xx'];
const literals = ['"a"', '""', 'true', 'null', '1', '-1.5e3', '"\\u0000"', '"2011-05-13T04:42:34Z"', 'x', "'a'", '"'];

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(...names, 'a', 'true', 'False', 'bulkId:a', ''),
);
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.constantFrom(null, true, false, 0, -1, 1.5, 1e300),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names, 'value', 'type', 'primary', '$ref', 'TYPE'), tie('any'), { maxKeys: 4 }),
  ),
})).any;

const comparison = fc
  .tuple(fc.constantFrom(...names), fc.constantFrom(...operators), fc.constantFrom(...literals))
  .map((parts) => parts.join(' '));
const filter = fc.oneof(
  comparison,
  fc.tuple(comparison, fc.constantFrom(' and ', ' or ', '  AND ', ' '), comparison).map((parts) => parts.join('')),
  comparison.map((inner) => `not (${inner})`),
  fc.string({ maxLength: 30 }),
  fc.nat(300).map((depth) => `${'('.repeat(depth)}a pr${')'.repeat(depth)}`),
);

const parameter = fc.oneof(
  filter.map((one) => `filter=${encodeURIComponent(one)}`),
  fc
    .tuple(fc.constantFrom('attributes', 'excludedAttributes', 'sortBy'), fc.constantFrom(...names))
    .map(([name, one]) => `${name}=${encodeURIComponent(one)}`),
  fc
    .tuple(
      fc.constantFrom('count', 'startIndex', 'cursor', 'sortOrder'),
      fc.constantFrom('', '0', '1', '-1', '9e9', 'abc', '99999999999999999999', 'descending', 'AAAA.BBBB'),
    )
    .map((pair) => pair.join('=')),
  fc.string({ maxLength: 8 }).map((one) => one.replaceAll('#', '')),
);

const resource = fc
  .dictionary(fc.constantFrom(...names), value, { maxKeys: 5 })
  .map((attributes) => ({ schemas: [urns.user], userName: 'fuzz', ...attributes }));
const group = fc
  .dictionary(fc.constantFrom(...names), value, { maxKeys: 4 })
  .map((attributes) => ({ schemas: [urns.group], displayName: 'fuzz', ...attributes }));
const operation = fc.record(
  {
    op: fc.constantFrom('add', 'replace', 'remove', 'Add', 'move', 7),
    path: fc.oneof(fc.constantFrom(...names), filter, value),
    value,
  },
  { requiredKeys: ['op'] },
);
const patch = fc
  .array(operation, { maxLength: 4 })
  .map((operations) => ({ schemas: [urns.patchOp], Operations: operations }));
const searchMessage = fc
  .record(
    { filter, count: value, startIndex: value, sortBy: value, attributes: value, cursor: value },
    { requiredKeys: [] },
  )
  .map((message) => ({ schemas: [urns.searchRequest], ...message }));
const bulkOperation = fc.record(
  {
    method: fc.constantFrom('POST', 'PUT', 'PATCH', 'DELETE', 'GET'),
    path: fc.constantFrom('/Users', '/Groups', '/Groups/bulkId:a', '/Users/bulkId:b', '/x'),
    bulkId: fc.constantFrom('a', 'b', 'c'),
    data: fc.oneof(resource, group, patch, value),
  },
  { requiredKeys: ['method', 'path'] },
);
const bulk = fc
  .array(bulkOperation, { maxLength: 5 })
  .map((operations) => ({ schemas: [urns.bulkRequest], Operations: operations }));

const json = fc
  .oneof(resource, group, patch, searchMessage, bulk, value)
  .map((one) => JSON.stringify(one) ?? 'undefined');
/** A message with a piece cut out, doubled or turned into something else. */
const mutated = fc
  .tuple(json, fc.nat(400), fc.nat(20), fc.constantFrom('', '{', '"', '\u0000', ',,'))
  .map(([one, at, length, put]) => one.slice(0, at) + put + one.slice(at + length));
const body = fc.oneof(
  { weight: 5, arbitrary: json },
  { weight: 2, arbitrary: mutated },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  { weight: 1, arbitrary: fc.nat(3000).map((depth) => '{"a":'.repeat(depth)) },
  { weight: 1, arbitrary: fc.constant(null) },
);

const oddHeaders = fc.record(
  {
    authorization: fc.constantFrom(`Bearer ${secret}`, 'Bearer x', 'Basic eA=='),
    accept: fc.constantFrom('*/*', 'application/json', 'text/html', ';;,q='),
    'content-type': fc.constantFrom('application/json', 'text/plain', ';'),
    'if-match': fc.constantFrom('*', 'W/"1"', '"x', ''),
    'if-none-match': fc.constantFrom('*', 'W/"1"', ',,'),
  },
  { requiredKeys: [] },
);
/** Most requests are let in, or nothing behind the door would ever be tried. */
const headers = fc
  .oneof({ weight: 6, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: oddHeaders })
  .map((odd) => ({ authorization: `Bearer ${secret}`, 'content-type': 'application/scim+json', ...odd }));

const messages = { resource, group, patch, search: searchMessage, bulk } as const;

/** `existing` are paths of resources, so that requests find something to change; nothing deletes them. */
export function requests(existing: readonly string[]): fc.Arbitrary<FuzzRequest> {
  const segment = fc.constantFrom(...segments);
  const chance = fc.array(segment, { maxLength: 3 }).map((parts) => `/${parts.join('/')}`);
  const item = fc.constantFrom(...existing, ...existing, '/Me', '/Users/none');
  const query = fc.array(parameter, { maxLength: 3 }).map((parts) => (parts.length === 0 ? '' : `?${parts.join('&')}`));
  const asked = (method: string, paths: fc.Arbitrary<string>, message?: keyof typeof messages) =>
    fc.record({
      method: fc.constant(method),
      path: fc.tuple(paths, query).map((parts) => parts.join('')),
      headers,
      body:
        message === undefined
          ? fc.constant(null)
          : fc.oneof(
              { weight: 4, arbitrary: messages[message].map((one) => JSON.stringify(one)) },
              { weight: 1, arbitrary: body },
            ),
    });
  const sensible = fc.oneof(
    asked('GET', fc.oneof(item, fc.constantFrom('/', '/Users', '/Groups', '/Schemas', '/ResourceTypes'))),
    asked('POST', fc.constant('/Users'), 'resource'),
    asked('POST', fc.constant('/Groups'), 'group'),
    asked('PUT', item, 'resource'),
    asked('PUT', item, 'group'),
    asked('PATCH', item, 'patch'),
    asked('DELETE', fc.constantFrom('/Users/none', '/Groups/none', '/Me')),
    asked('POST', fc.constantFrom('/.search', '/Users/.search', '/Groups/.search'), 'search'),
    asked('POST', fc.constant('/Bulk'), 'bulk'),
  );
  const anything = fc.record({
    method: fc.constantFrom(...methods),
    path: fc.tuple(chance, query).map((parts) => parts.join('')),
    headers,
    body,
  });
  return fc.oneof({ weight: 4, arbitrary: sensible }, { weight: 1, arbitrary: anything });
}
