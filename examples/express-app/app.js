import { randomUUID } from 'node:crypto';
import express from 'express';
import { config, schemas, userSchema, userType } from './discovery.js';
import { folded, people } from './people.js';

const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
const listUrn = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** What the product offers over SCIM: users, whom it creates, reads, finds by name, replaces and deletes. */
export function app({ token, store = people() }) {
  const scim = express.Router();

  scim.use((request, response, next) => {
    response.type('application/scim+json');
    if (request.get('authorization') === `Bearer ${token}`) return next();
    response.set('WWW-Authenticate', 'Bearer realm="scim"');
    throw refused(401, 'a valid bearer token is needed');
  });
  scim.use(express.json({ type: ['application/scim+json', 'application/json'] }));

  const base = (request) => `${request.protocol}://${request.get('host')}${request.baseUrl}`;
  const shown = (request, user) => {
    const { created, lastModified, password: _never, ...rest } = user;
    const location = `${base(request)}/Users/${user.id}`;
    return { ...rest, meta: { resourceType: 'User', created, lastModified, location } };
  };
  const found = (request) => {
    const user = store.get(request.params.id);
    if (user === undefined) throw refused(404, 'there is no such user');
    return user;
  };

  scim.get('/ServiceProviderConfig', (request, response) => response.send(json(config(base(request)))));
  scim.get('/ResourceTypes', (request, response) => response.send(json(list([userType(base(request))]))));
  scim.get('/ResourceTypes/User', (request, response) => response.send(json(userType(base(request)))));
  scim.get('/Schemas', (request, response) => response.send(json(list(schemas(base(request))))));
  scim.get('/Schemas/:id', (request, response) => {
    if (request.params.id !== userUrn) throw refused(404, 'there is no such schema');
    response.send(json(userSchema(base(request))));
  });

  scim.get('/Users', (request, response) => {
    const { filter, startIndex = '1', count = '100' } = request.query;
    const all = filter === undefined ? store.all() : store.all().filter(matching(filter));
    const from = Math.max(1, Number(startIndex));
    const page = all.slice(from - 1, from - 1 + Math.min(100, Math.max(0, Number(count))));
    response.send(
      json({
        ...list(
          page.map((user) => shown(request, user)),
          all.length,
        ),
        startIndex: from,
      }),
    );
  });
  scim.post('/Users', (request, response) => {
    const now = new Date().toISOString();
    const user = { ...read(request.body), id: randomUUID(), created: now, lastModified: now };
    refuseTaken(user);
    store.put(user);
    const resource = shown(request, user);
    response.status(201).set('Location', resource.meta.location).send(json(resource));
  });
  scim.get('/Users/:id', (request, response) => response.send(json(shown(request, found(request)))));
  scim.put('/Users/:id', (request, response) => {
    const { id, created, password } = found(request);
    const user = { password, ...read(request.body), id, created, lastModified: new Date().toISOString() };
    refuseTaken(user);
    store.put(user);
    response.send(json(shown(request, user)));
  });
  scim.delete('/Users/:id', (request, response) => {
    store.remove(found(request).id);
    response.status(204).end();
  });
  scim.all('/Users', (_request, response) => fail(response, 405, 'this is not possible here'));
  scim.all('/Users/:id', (_request, response) => fail(response, 501, 'this is not supported'));

  scim.use(() => {
    throw refused(404, 'there is nothing here');
  });
  scim.use((error, _request, response, _next) => {
    const isMalformed = error.type === 'entity.parse.failed';
    fail(response, error.status ?? 500, error.message, isMalformed ? 'invalidSyntax' : error.scimType);
  });

  function refuseTaken({ id, userName }) {
    const other = store.named(userName);
    if (other !== undefined && other.id !== id) throw refused(409, `${userName} is taken`, 'uniqueness');
  }

  return express().disable('x-powered-by').use('/scim/v2', scim);
}

const text = (value) => typeof value === 'string';
const known = {
  externalId: text,
  userName: (value) => text(value) && value.trim() !== '',
  name: (value) => typeof value === 'object' && !Array.isArray(value),
  displayName: text,
  title: text,
  active: (value) => typeof value === 'boolean',
  emails: Array.isArray,
  password: text,
};

/** What the product keeps of a body; names are compared without regard to letter case, and null is nothing. */
function read(body) {
  if (typeof body !== 'object' || body === null) throw refused(400, 'a JSON object is needed', 'invalidSyntax');
  const members = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]));
  const schemas = members.get('schemas');
  if (!Array.isArray(schemas) || !schemas.includes(userUrn))
    throw refused(400, `"schemas" lacks ${userUrn}`, 'invalidValue');
  if (schemas.length > 1) throw refused(400, 'another schema is not known here', 'invalidValue');
  const user = { schemas: [userUrn] };
  for (const [name, isValid] of Object.entries(known)) {
    const value = members.get(name.toLowerCase()) ?? undefined;
    if (value === undefined) continue;
    if (!isValid(value)) throw refused(400, `"${name}" has a wrong value`, 'invalidValue');
    user[name] = value;
  }
  if (user.userName === undefined) throw refused(400, '"userName" is missing', 'invalidValue');
  if (user.emails?.filter(({ primary }) => primary === true).length > 1)
    throw refused(400, 'one address is primary', 'invalidValue');
  return user;
}

/** `userName eq "…"` and `externalId eq "…"`, which is all that the product promises. */
function matching(filter) {
  const [, name, quoted] = /^(userName|externalId) eq ("(?:[^"\\]|\\.)*")$/i.exec(filter) ?? [];
  if (name === undefined) throw refused(400, 'only userName eq and externalId eq are supported', 'invalidFilter');
  const value = JSON.parse(quoted);
  if (name.toLowerCase() === 'externalid') return ({ externalId }) => externalId === value;
  return ({ userName }) => folded(userName) === folded(value);
}

function list(resources, totalResults = resources.length) {
  const found = { schemas: [listUrn], totalResults, itemsPerPage: resources.length };
  return { ...found, ...(resources.length === 0 ? {} : { Resources: resources }) };
}

function refused(status, message, scimType) {
  return Object.assign(new Error(message), { status, scimType });
}

function fail(response, status, detail, scimType) {
  response
    .status(status)
    .send(json({ schemas: [errorUrn], status: String(status), ...(scimType && { scimType }), detail }));
}

// Express would put its own media type on what it serialises.
const json = (value) => Buffer.from(JSON.stringify(value));
