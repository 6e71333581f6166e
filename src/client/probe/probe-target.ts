import { isObject, type JsonObject } from '#scim';
import { maskText, TransportError, targetOf, urlFrom } from '#wire';
import { secretsOf } from '../auth.ts';
import type { Answer, ScimClient } from '../scim-client.ts';
import { TargetError, targetError } from '../target-error.ts';

/** What was learnt about a target before it is tested. */
export interface Probe {
  readonly baseUrl: string;
  /** Which discovery endpoints answer. None is needed to be tested. */
  readonly discovery: { readonly [endpoint in DiscoveryEndpoint]: boolean };
  /** What the target says of itself, when it does. */
  readonly serviceProviderConfig: JsonObject | undefined;
  /** What a user should know before the run, one sentence each. */
  readonly notes: readonly string[];
}

export type DiscoveryEndpoint = 'ServiceProviderConfig' | 'ResourceTypes' | 'Schemas';

const discoveryEndpoints: readonly DiscoveryEndpoint[] = ['ServiceProviderConfig', 'ResourceTypes', 'Schemas'];

/** Where SCIM is served below an origin, most common first: tried when the base that was given is none. */
const usualBases: readonly string[] = ['/scim/v2', '/scim', '/api/scim/v2', '/v2', '/scim2', '/api/scim'];

/**
 * Asks a target the few things without which no check means anything: that it is there, knows the credential, and
 * answers SCIM rather than a web page. A target without discovery passes, and is told of.
 * @throws TargetError with one sentence, and what to try
 */
export async function probeTarget(client: ScimClient): Promise<Probe> {
  refuseCredentialsInUrl(client.baseUrl);
  const answers = new Map<DiscoveryEndpoint, Answer>();
  for (const endpoint of discoveryEndpoints) answers.set(endpoint, await ask(client, `/${endpoint}`));
  const users = await ask(client, '/Users', { count: 1 });

  for (const answer of [users, ...answers.values()]) refuseRedirect(answer, client);
  refuseCredential(users, client);
  const discovery = {
    ServiceProviderConfig: isScim(answers.get('ServiceProviderConfig')),
    ResourceTypes: isScim(answers.get('ResourceTypes')),
    Schemas: isScim(answers.get('Schemas')),
  };
  if (!isScim(users) && !Object.values(discovery).includes(true)) throw await noScim(client, users);
  const config = answers.get('ServiceProviderConfig')?.body;
  return {
    baseUrl: client.baseUrl,
    discovery,
    serviceProviderConfig: discovery.ServiceProviderConfig && isObject(config) ? config : undefined,
    notes: [...discoveryNotes(discovery, answers), ...usersNotes(users)],
  };
}

async function ask(client: ScimClient, path: string, query: Readonly<Record<string, number>> = {}): Promise<Answer> {
  try {
    return await client.get(path, { query });
  } catch (error) {
    throw targetError(error, client.baseUrl);
  }
}

/** A success whose body is a SCIM message or resource: an object that names its schemas, or at least lists resources. */
function isScim(answer: Answer | undefined): boolean {
  if (answer === undefined || answer.status < 200 || answer.status > 299) return false;
  const { body } = answer;
  if (Array.isArray(body)) return body.some((item) => isObject(item) && Array.isArray(item.schemas));
  return isObject(body) && (Array.isArray(body.schemas) || Array.isArray(body.Resources));
}

function refuseCredentialsInUrl(baseUrl: string): void {
  if (targetOf(baseUrl)?.origin.includes('@') === true) {
    throw new TargetError(
      'the address of the target holds a user name or password',
      'Leave it out, and use --auth basic with --token-env NAME.',
    );
  }
}

function refuseRedirect(answer: Answer, client: ScimClient): void {
  const location = answer.header('location');
  if (answer.status < 300 || answer.status > 399 || location === undefined) return;
  const told = maskText(location, secretsOf(client.auth));
  throw new TargetError(
    `${client.baseUrl} redirects to ${told}`,
    'Give the address that it redirects to; a credential is not sent after a redirect.',
  );
}

function refuseCredential(answer: Answer, client: ScimClient): void {
  if (answer.status !== 401 && answer.status !== 403) return;
  const given =
    client.auth.kind === 'none' ? 'no credential was given' : `the ${client.auth.kind} credential is not accepted`;
  throw answer.status === 401
    ? new TargetError(
        `${client.baseUrl} answers 401: ${given}`,
        'Give a valid one with --token-env NAME or --token-file FILE; it may have been rotated.',
      )
    : new TargetError(
        `${client.baseUrl} answers 403 to a read of its users`,
        'Give the credential the right to read and write users and groups.',
      );
}

/** Nothing at this address is SCIM: says what is, and where SCIM may be. */
async function noScim(client: ScimClient, users: Answer): Promise<TargetError> {
  if (users.status >= 500) {
    return new TargetError(
      `${client.baseUrl} fails by itself: GET /Users ${observed(users)}`,
      'See what the log of the server, or of the proxy before it, says.',
    );
  }
  const found = await usualBase(client);
  const mend =
    found === undefined
      ? 'Give the base URL of its SCIM endpoint, which often ends in /scim/v2.'
      : `SCIM answers at ${found}: give that as the target.`;
  return new TargetError(`${client.baseUrl} is no SCIM endpoint: GET /Users ${observed(users)}`, mend);
}

function observed(answer: Answer): string {
  if (answer.notJson?.kind === 'html') return `answers ${answer.status} with a web page instead of JSON`;
  if (answer.notJson?.kind === 'empty') return `answers ${answer.status} with an empty body`;
  if (answer.notJson !== undefined) return `answers ${answer.status} with something that is no JSON`;
  return `answers ${answer.status}${answer.status < 300 ? ' with JSON that is no SCIM list' : ''}`;
}

/** The first usual base on the same origin that answers SCIM, or that at least asks for a credential in JSON. */
async function usualBase(client: ScimClient): Promise<string | undefined> {
  const origin = targetOf(client.baseUrl)?.origin;
  if (origin === undefined) return undefined;
  for (const base of usualBases.map((path) => urlFrom(origin, path))) {
    try {
      const answer = await client.get(urlFrom(base, '/ServiceProviderConfig'));
      if (isScim(answer)) return base;
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
    }
  }
  return undefined;
}

function discoveryNotes(discovery: Probe['discovery'], answers: ReadonlyMap<DiscoveryEndpoint, Answer>): string[] {
  return discoveryEndpoints
    .filter((endpoint) => !discovery[endpoint])
    .map((endpoint) => {
      const status = answers.get(endpoint)?.status;
      return `/${endpoint} answers ${status} and no SCIM: what the target supports is taken from the RFC's core schemas.`;
    });
}

function usersNotes(users: Answer): string[] {
  return isScim(users) ? [] : [`GET /Users ${observed(users)}: checks of users will not get far.`];
}
