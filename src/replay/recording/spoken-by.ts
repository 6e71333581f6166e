import { type Exchange, headerOf, mediaTypeOf, type RequestMessage } from '#wire';

/** The identity provider whose client sent a recording, as far as its requests tell. */
export interface Speaker {
  readonly idp: 'okta' | 'entra' | 'google' | 'onelogin';
  /** The name that the vendor gives the product. */
  readonly name: string;
  /** What gave it away, each in a few words. */
  readonly because: readonly string[];
}

interface Trait {
  readonly idp: Speaker['idp'];
  readonly says: string;
  /** How much it counts; from 3 on it decides alone. */
  readonly weight: number;
  readonly holds: (request: RequestMessage) => boolean;
}

const names = { okta: 'Okta', entra: 'Microsoft Entra ID', google: 'Google Workspace', onelogin: 'OneLogin' } as const;

const agent = (request: RequestMessage): string => headerOf(request, 'user-agent') ?? '';
const lacks = (request: RequestMessage, name: string): boolean => headerOf(request, name) === undefined;
const guidProbe = /filter=\w+(?:\+|%20)eq(?:\+|%20)%22[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}%22/i;

/** What only one client is known to send. */
const traits: readonly Trait[] = [
  // [okta-header-03]
  {
    idp: 'okta',
    says: 'User-Agent "Okta SCIM Client"',
    weight: 4,
    holds: (request) => /^Okta SCIM/i.test(agent(request)),
  },
  // [okta-header-01]
  { idp: 'okta', says: 'Accept-Charset', weight: 1, holds: (request) => !lacks(request, 'accept-charset') },
  // [okta-query-01]
  {
    idp: 'okta',
    says: 'startIndex=1&count=100 after the filter',
    weight: 1,
    holds: ({ url }) => /filter=[^&]+&startIndex=1&count=100$/.test(url),
  },
  // [google-header-01]
  {
    idp: 'google',
    says: 'User-Agent "Google-Auto-Provisioning"',
    weight: 4,
    holds: (request) => agent(request) === 'Google-Auto-Provisioning',
  },
  {
    idp: 'google',
    says: 'the core 1.0 URN beside that of 2.0',
    weight: 2,
    holds: ({ body = '' }) => body.includes('"urn:scim:schemas:core:1.0"'),
  },
  // [entra-header-02]
  { idp: 'entra', says: 'the header ADSCIMVersion', weight: 4, holds: (request) => !lacks(request, 'adscimversion') },
  // [entra-probe-01]
  {
    idp: 'entra',
    says: 'a query for a random GUID',
    weight: 2,
    holds: ({ method, url }) => method === 'GET' && guidProbe.test(url),
  },
  // [entra-group-01]
  {
    idp: 'entra',
    says: 'excludedAttributes=members',
    weight: 1,
    holds: ({ url }) => /[?&]excludedAttributes=members\b/.test(url),
  },
  // [entra-patch-03]
  {
    idp: 'entra',
    says: 'capitalised PATCH operations',
    weight: 2,
    holds: ({ body = '' }) => /"op"\s*:\s*"(?:Add|Replace|Remove)"/.test(body),
  },
  { idp: 'onelogin', says: 'an empty query behind each path', weight: 3, holds: ({ url }) => /[?&]$/.test(url) },
  // [onelogin-header-01 … -03]
  {
    idp: 'onelogin',
    says: 'neither User-Agent nor Accept, and application/json',
    weight: 1,
    holds: (request) =>
      lacks(request, 'user-agent') &&
      lacks(request, 'accept') &&
      lacks(request, 'adscimversion') &&
      mediaTypeOf(request) === 'application/json',
  },
  {
    idp: 'onelogin',
    says: 'the older enterprise URN',
    weight: 2,
    holds: ({ body = '' }) => body.includes('"urn:scim:schemas:extension:enterprise:2.0"'),
  },
];

/** Below this nothing is said: one habit may be anybody's. */
const enough = 3;

/** Who sent these requests; undefined when nothing tells, or two providers are told alike. */
export function spokenBy(exchanges: readonly Pick<Exchange, 'request'>[]): Speaker | undefined {
  const seen = traits.filter(({ holds }) => exchanges.some(({ request }) => holds(request)));
  const weights = new Map<Speaker['idp'], number>();
  for (const { idp, weight } of seen) weights.set(idp, (weights.get(idp) ?? 0) + weight);
  const [first, second] = [...weights].toSorted(([, left], [, right]) => right - left);
  if (first === undefined || first[1] < enough || first[1] === second?.[1]) return undefined;
  const [idp] = first;
  return { idp, name: names[idp], because: seen.filter((trait) => trait.idp === idp).map(({ says }) => says) };
}
