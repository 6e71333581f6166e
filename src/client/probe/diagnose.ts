import { isObject, type Json, type JsonObject } from '#scim';
import { headerOf } from '#wire';
import type { Answer, ScimClient } from '../scim-client.ts';
import { type Probe, probeTarget } from './probe-target.ts';

/** One thing that a test of the target depends on, and how it stands. */
export interface Diagnosis {
  readonly about: 'answers' | 'credential' | 'discovery' | 'claims' | 'resources' | 'speed' | 'rate limit';
  /** `note`: a test runs, but its user should know. */
  readonly state: 'good' | 'note';
  /** One sentence without a full stop. */
  readonly says: string;
}

const timedReads = 5;

/**
 * Asks a target by reads alone whether it can be tested, and what to expect of a test.
 * @param now milliseconds, for the time that an answer takes
 * @throws TargetError when it cannot be tested
 */
export async function diagnose(client: ScimClient, now: () => number): Promise<Diagnosis[]> {
  const probe = await probeTarget(client);
  const { answers, medianMs } = await timed(client, now);
  const types = await client.get('/ResourceTypes');
  const schemas = await client.get('/Schemas');
  const [users] = answers;
  return [
    { about: 'answers', state: 'good', says: `${client.baseUrl} answers SCIM` },
    await credential(client),
    ...discovery(probe, [types, schemas]),
    claims(probe.serviceProviderConfig),
    ...(users === undefined ? [] : [resources(users)]),
    speed(medianMs),
    rateLimit(answers),
  ];
}

async function timed(client: ScimClient, now: () => number): Promise<{ answers: Answer[]; medianMs: number }> {
  const answers: Answer[] = [];
  const times: number[] = [];
  for (let read = 0; read < timedReads; read += 1) {
    const startedMs = now();
    answers.push(await client.get('/Users', { query: { count: 1 } }));
    times.push(now() - startedMs);
  }
  const middle = times.sort((a, b) => a - b)[Math.floor(timedReads / 2)] ?? 0;
  return { answers, medianMs: middle };
}

/** A server that gives its users to anybody is the finding that matters most. */
async function credential(client: ScimClient): Promise<Diagnosis> {
  const about = 'credential';
  const anonymous = await client.get('/Users', { query: { count: 1 }, auth: { kind: 'none' } });
  if (anonymous.status < 300) {
    return { about, state: 'note', says: 'GET /Users is answered without any credential: its users are open to all' };
  }
  if (client.auth.kind === 'none') return { about, state: 'note', says: 'none was given, and reads are answered' };
  return { about, state: 'good', says: `accepted (${client.auth.kind}); without it, ${anonymous.status}` };
}

function discovery(probe: Probe, [types, schemas]: readonly [Answer, Answer]): Diagnosis[] {
  const about = 'discovery';
  if (probe.notes.length > 0)
    return probe.notes.map((note) => ({ about, state: 'note', says: note.replace(/\.$/, '') }));
  const names = listed(types.body).map(({ name }) => String(name));
  const says = `resource types ${names.join(', ')}; ${listed(schemas.body).length} schemas`;
  return [{ about, state: 'good', says }];
}

const features: readonly (readonly [name: string, limit?: string])[] = [
  ['patch'],
  ['filter', 'maxResults'],
  ['sort'],
  ['etag'],
  ['bulk', 'maxOperations'],
  ['changePassword'],
  ['pagination', 'maxPageSize'],
];

function claims(config: JsonObject | undefined): Diagnosis {
  const about = 'claims';
  if (config === undefined) return { about, state: 'note', says: 'nothing: there is no ServiceProviderConfig' };
  const words = features.map(([name, limit]) => {
    const feature = config[name];
    if (!isObject(feature)) return `${name} not named`;
    const isOn = name === 'pagination' ? feature.cursor === true : feature.supported === true;
    const most = limit === undefined ? undefined : feature[limit];
    return `${name} ${isOn ? 'yes' : 'no'}${isOn && most !== undefined ? ` (${limit} ${String(most)})` : ''}`;
  });
  return { about, state: 'good', says: words.join(', ') };
}

function resources({ body }: Answer): Diagnosis {
  const total = isObject(body) ? body.totalResults : undefined;
  const says =
    typeof total === 'number'
      ? `${total} users are there; a test leaves alone what it did not create`
      : 'GET /Users gives no totalResults';
  return { about: 'resources', state: typeof total === 'number' ? 'good' : 'note', says };
}

/** Above this a whole run, of some 6,000 requests at two workers, takes longer than ten minutes. */
const slowMs = 200;

function speed(medianMs: number): Diagnosis {
  const says = `a read takes ${medianMs.toFixed(0)} ms`;
  return medianMs > slowMs
    ? { about: 'speed', state: 'note', says: `${says}: begin with a few suites, or --quick` }
    : { about: 'speed', state: 'good', says };
}

const limitHeaders = ['ratelimit', 'ratelimit-limit', 'x-ratelimit-limit', 'x-rate-limit-limit', 'ratelimit-policy'];

function rateLimit(answers: readonly Answer[]): Diagnosis {
  const about = 'rate limit';
  if (answers.some(({ status }) => status === 429)) {
    return { about, state: 'note', says: `${timedReads} reads in a row are answered 429: give --rate` };
  }
  const told = answers.flatMap((answer) =>
    limitHeaders.flatMap((name) => {
      const value = headerOf(answer, name);
      return value === undefined ? [] : [`${name}: ${value}`];
    }),
  );
  const [first] = told;
  return first === undefined
    ? { about, state: 'good', says: 'none is told; 429 with Retry-After is waited for' }
    : { about, state: 'note', says: `${first}; give --rate to stay below it` };
}

function listed(body: Json | undefined): JsonObject[] {
  const items = isObject(body) ? body.Resources : body;
  return Array.isArray(items) ? items.filter(isObject) : [];
}
