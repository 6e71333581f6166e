import { expect, test } from '@playwright/test';
import { type Failure, type ResponseMessage, TransportError } from '#wire';
import type { Auth } from '../auth.ts';
import { scimClient } from '../scim-client.ts';
import { TargetError } from '../target-error.ts';
import { probeTarget } from './probe-target.ts';

const list = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0}';
const config = '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],"patch":{"supported":true}}';

function json(body: string, status = 200): ResponseMessage {
  return { status, headers: [['Content-Type', 'application/scim+json']], body };
}

const page: ResponseMessage = { status: 200, headers: [['Content-Type', 'text/html']], body: '<!doctype html><h1>Hi' };
const notFound = json('{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"404"}', 404);

const whole = {
  '/scim/v2/ServiceProviderConfig': json(config),
  '/scim/v2/ResourceTypes': json(list),
  '/scim/v2/Schemas': json(list),
  '/scim/v2/Users': json(list),
};

type Site = Readonly<Record<string, ResponseMessage | Failure['kind']>>;

/** Probes a site that answers these paths, and all others with `otherwise`. */
function probed(site: Site, otherwise: Site[string] = notFound, base = 'https://h.example/scim/v2', auth?: Auth) {
  const asked: string[] = [];
  const client = scimClient({
    baseUrl: base,
    auth: auth ?? { kind: 'bearer', token: 'very-secret' },
    transport: async ({ url }) => {
      const { pathname } = new URL(url);
      asked.push(pathname);
      const answer = site[pathname] ?? otherwise;
      if (typeof answer === 'string') throw new TransportError(answer, 'the cause');
      return answer;
    },
  });
  return { asked, probe: probeTarget(client) };
}

async function errorOf(probe: Promise<unknown>): Promise<TargetError> {
  const error = await probe.catch((thrown: unknown) => thrown);
  if (!(error instanceof TargetError)) throw new Error(`expected a TargetError, not ${String(error)}`);
  // One sentence each, without line breaks, and no credential.
  for (const text of [error.message, error.mend]) {
    expect(text).not.toContain('\n');
    expect(text).not.toContain('very-secret');
  }
  return error;
}

test('finds a whole target fit, with what it says of itself', async () => {
  expect(await probed(whole).probe).toEqual({
    baseUrl: 'https://h.example/scim/v2',
    discovery: { ServiceProviderConfig: true, ResourceTypes: true, Schemas: true },
    serviceProviderConfig: JSON.parse(config),
    notes: [],
  });
});

test('lets a target without discovery pass, and tells of it', async () => {
  const probe = await probed({ '/scim/v2/Users': json(list) }).probe;
  expect(probe.discovery).toEqual({ ServiceProviderConfig: false, ResourceTypes: false, Schemas: false });
  expect(probe.serviceProviderConfig).toBeUndefined();
  expect(probe.notes).toHaveLength(3);
  expect(probe.notes[0]).toContain('/ServiceProviderConfig answers 404');
});

test('lets a target without users pass, and tells of it', async () => {
  const { '/scim/v2/Users': _, ...discovery } = whole;
  expect((await probed(discovery).probe).notes).toEqual([expect.stringContaining('GET /Users answers 404')]);
});

test('takes a bare list of schemas for discovery, as some servers answer', async () => {
  const bare = { ...whole, '/scim/v2/Schemas': json('[{"id":"urn:x","schemas":["urn:y"]}]') };
  expect((await probed(bare).probe).discovery.Schemas).toBe(true);
});

for (const [kind, says, mend] of [
  ['refused', 'nothing listens at https://h.example/scim/v2', 'Start the server'],
  ['reset', 'closed the connection', 'https where'],
  ['timeout', 'did not answer in time', '--request-timeout'],
  ['dns', 'has no address', 'host name'],
  ['tls', 'TLS connection', '--cacert'],
  ['protocol', 'does not answer as an HTTP server does', 'scheme'],
] as const) {
  test(`says in one sentence what to do about: ${kind}`, async () => {
    const error = await errorOf(probed({}, kind).probe);
    expect(error.message).toContain(says);
    expect(error.message).toContain('(the cause)');
    expect(error.mend).toContain(mend);
  });
}

test('says that the credential is not accepted, though discovery is open to all', async () => {
  const error = await errorOf(probed({ ...whole, '/scim/v2/Users': json('{}', 401) }).probe);
  expect(error.message).toBe('https://h.example/scim/v2 answers 401: the bearer credential is not accepted');
  expect(error.mend).toContain('--token-env');
});

test('says that no credential was given', async () => {
  const { probe } = probed({}, json('{}', 401), 'https://h.example/scim/v2', { kind: 'none' });
  expect((await errorOf(probe)).message).toContain('401: no credential was given');
});

test('says that the credential may not read', async () => {
  expect((await errorOf(probed({}, json('{}', 403)).probe)).message).toContain('answers 403');
});

test('says where SCIM is when the origin alone was given', async () => {
  const { probe } = probed(whole, page, 'https://h.example/');
  const error = await errorOf(probe);
  expect(error.message).toContain('answers 200 with a web page instead of JSON');
  expect(error.mend).toBe('SCIM answers at https://h.example/scim/v2: give that as the target.');
});

test('says that no SCIM is to be found when there is none', async () => {
  expect((await errorOf(probed({}, page).probe)).mend).toContain('often ends in /scim/v2');
});

for (const [answer, says] of [
  [json(''), 'answers 200 with an empty body'],
  [json('{"hello":"world"}'), 'answers 200 with JSON that is no SCIM list'],
  [json('oops'), 'answers 200 with something that is no JSON'],
  [notFound, 'answers 404'],
  [{ ...page, status: 502 }, 'fails by itself: GET /Users answers 502 with a web page'],
] as const) {
  test(`says of a target that it ${says}`, async () => {
    expect((await errorOf(probed({}, answer).probe)).message).toContain(says);
  });
}

test('does not follow a redirect with the credential, and masks it in what it tells', async () => {
  const redirect = { status: 302, headers: [['Location', 'https://sso.example/?t=very-secret']] as const, body: '' };
  const error = await errorOf(probed({}, redirect).probe);
  expect(error.message).toBe('https://h.example/scim/v2 redirects to https://sso.example/?t=***');
});

test('refuses an address with a password in it before anything is sent', async () => {
  const { asked, probe } = probed(whole, notFound, 'https://ada:very-secret@h.example/scim/v2');
  expect((await errorOf(probe)).mend).toContain('--auth basic');
  expect(asked).toEqual([]);
});

test('lets a bug of ours through as it is', async () => {
  const client = scimClient({
    baseUrl: 'https://h.example',
    auth: { kind: 'none' },
    transport: async () => {
      throw new TypeError('ours');
    },
  });
  await expect(probeTarget(client)).rejects.toThrow(TypeError);
});
