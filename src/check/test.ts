import { setTimeout as sleep } from 'node:timers/promises';
import { test as base, type TestInfo } from '@playwright/test';
import type fc from 'fast-check';
import { mappingRows } from '#catalogue';
import type { ResourceTypeDefinition } from '#scim';
import { exchangeMasker, TransportError } from '#wire';
import { type ApplicationSide, applicationSide, type MappedTarget, mappedTarget } from './application.ts';
import { lackOf, type Need, type Offer } from './capability.ts';
import { checkOf } from './check.ts';
import { outOfTime } from './deadline.ts';
import { type Discovery, discover, endpointOf } from './discovery.ts';
import { settingsFrom, targetOptionsFrom } from './environment.ts';
import { type Evidence, evidenceName } from './evidence.ts';
import { type Fresh, freshNames } from './fresh.ts';
import type { Http } from './http.ts';
import type { Judge } from './judge.ts';
import { type Link, linkTo } from './link.ts';
import { type Population, populate } from './population.ts';
import { type PropertyOptions, runProperty, seedFor, type Trials } from './property.ts';
import { type Resources, resources, SetupError } from './resources.ts';
import { type Selects, selectsOver } from './selection.ts';
import { type Session, session } from './session.ts';
import { type Target, type TargetOptions, targetFrom } from './target.ts';

/** What a check may ask for by name. */
export interface CheckFixtures {
  /** Raw requests to the target. */
  readonly http: Http;
  readonly users: Resources;
  /** Only with `needs: ['groups']`. */
  readonly groups: Resources;
  /** Every resource type that the target publishes, Users and Groups among them. */
  readonly kinds: readonly Resources[];
  readonly judge: Judge;
  readonly discovery: Discovery;
  readonly fresh: Fresh;
  /** A mail address of this check alone, the same each time it is asked for. */
  readonly mail: (box: string) => string;
  /** Users and Groups to read, created once for each worker. */
  readonly population: Population;
  readonly session: Session;
  readonly selects: Selects;
  /** Only with `needs: ['mapping']`. */
  readonly application: ApplicationSide;
}

export interface WorkerFixtures {
  /** Set by `suiteConfig`; otherwise the environment says it. */
  readonly targetOptions: TargetOptions | undefined;
  readonly target: Target;
  readonly populated: Populated;
  readonly link: Link;
  readonly discovered: Discovered;
  readonly names: Fresh;
  readonly mapped: MappedTarget | Failed | undefined;
}

/** Either the documents of the target, or in one sentence why it cannot be judged. */
type Populated = { readonly population: Population } | Failed;

interface Failed {
  readonly failure: string;
  /** The target said no, as it may. */
  readonly isRefusal?: boolean;
  /** It said nothing. */
  readonly isUnanswered?: boolean;
}

type Discovered = { readonly discovery: Discovery } | Failed;

const settings = settingsFrom(process.env);
const refusal = 'Refusal: ';
/** Endpoints of the protocol itself, which some targets list among their resource types. */
const isService = /^\/?(ServiceProviderConfigs?|ResourceTypes|Schemas|Bulk|Me)$/i;
const trialsOf = new WeakMap<TestInfo, Trials>();

export const test = base.extend<CheckFixtures, WorkerFixtures>({
  targetOptions: [undefined, { option: true, scope: 'worker' }],
  target: [
    async ({ targetOptions }, use) => {
      await use(targetFrom(targetOptions ?? targetOptionsFrom(process.env), process.env));
    },
    { scope: 'worker' },
  ],
  link: [
    async ({ target }, use, { config }) => {
      const link = linkTo(target, config.workers);
      await use(link);
      await link.close();
    },
    { scope: 'worker' },
  ],
  mapped: [
    async ({ target }, use) => {
      const mapped = mappedFrom(target);
      await use(mapped);
      if (mapped !== undefined && 'close' in mapped) await mapped.close();
    },
    { scope: 'worker' },
  ],
  names: [
    async ({ target }, use, { workerIndex }) => {
      await use(freshNames(settings.nonce, `w${workerIndex}-`, target.quirks.userName ?? '{}@example.com'));
    },
    { scope: 'worker' },
  ],
  discovered: [
    async ({ target, link, names }, use) => {
      const { http } = session({ ...sessionOf(target, link, names), judges: [] });
      // A failure is kept and told by every check; throwing it would start a new worker for each of them.
      await use(await discover(http, target).then((discovery) => ({ discovery }), asFailure));
    },
    { scope: 'worker' },
  ],
  populated: [
    async ({ target, link, names, discovered }, use) => {
      if ('failure' in discovered) return use(discovered);
      const { discovery } = discovered;
      const setting = session({ ...sessionOf(target, link, names), judges: [] });
      const users = resourcesOn(setting.http, discovery.user, target, names);
      const { group } = discovery;
      const hasGroups = group !== undefined && discovery.capabilities.get('groups') === true;
      const groups = hasGroups ? resourcesOn(setting.http, group, target, names) : undefined;
      await use(await populate({ discovery, users, groups, fresh: names }).then(asPopulation, asFailure));
      await setting.cleanUp();
    },
    { scope: 'worker' },
  ],

  session: [
    async ({ target, link, names, discovered, mapped }, use, info) => {
      const details = checkOf(info.annotations);
      if (details === undefined) throw new Error('A test of a suite must bear the details that check() makes.');
      if (settings.deadlineMs !== undefined && Date.now() >= settings.deadlineMs) {
        await leave(info, { notRun: outOfTime });
        info.skip(true, outOfTime);
      }
      if ('failure' in discovered) {
        await leave(info, { error: discovered.failure, isUnanswered: true });
        info.skip(true, discovered.failure);
        return;
      }
      const rows = details.judges.includes(mappingRows) ? rulesIn(mapped) : undefined;
      const rules = rows === undefined ? {} : { rules: Object.fromEntries(rows) };
      const lack = lackOf(details.needs as readonly Need[], withMapping(discovered.discovery, mapped));
      if (lack !== undefined) {
        await leave(info, { unsupported: lack, ...rules });
        info.skip(true, lack);
      }
      const judges = [...details.judges, ...(rows?.keys() ?? [])];
      const running = session({
        ...sessionOf(target, link, names),
        judges,
        withoutDelete: discovered.discovery.capabilities.get('delete') === false,
        ...(rows === undefined ? {} : { rows }),
      });
      let cutShort: string | undefined;
      trialsOf.set(info, {
        seed: seedFor(settings.seed, details.id),
        runSeed: settings.seed,
        runs: settings.runs,
        path: settings.path,
        now: Date.now,
        until: budgetOf(info.timeout, Date.now()),
        cutShort: (tried, planned) => {
          cutShort = `judged on ${tried} of ${planned} values: there was no time for more`;
        },
        aside: running.aside,
        record: running.record,
      });
      await use(running);
      await running.cleanUp();
      const secrets = [...target.secrets, ...(mapped !== undefined && 'secrets' in mapped ? mapped.secrets : [])];
      const known = { ...evidenceOf(running, info, { ...target, secrets }), ...rules };
      await leave(info, { ...known, ...(cutShort === undefined ? {} : { cutShort }) });
      // Each test that fails costs a new worker with a population of its own; the evidence says all that is needed.
      if (info.status === 'failed' && process.env.SCIMULATE_FAIL_TESTS !== '1') info.expectedStatus = 'failed';
      const violations = running.findings.filter(({ verdict }) => verdict === 'violation');
      if (violations.length > 0 && process.env.SCIMULATE_FAIL_TESTS === '1') {
        throw new Error(violations.map(sentenceOf).join('\n'));
      }
    },
    { auto: true },
  ],
  http: async ({ session: running }, use) => {
    await use(running.http);
  },
  judge: async ({ session: running }, use) => {
    await use(running.judge);
  },
  discovery: async ({ discovered, session: running }, use) => {
    void running;
    await use(foundIn(discovered));
  },
  fresh: async ({ names }, use) => {
    await use(names);
  },
  mail: async ({ names }, use) => {
    const token = names.word().toLowerCase();
    await use((box) => `${box}.${token}@example.com`);
  },
  population: async ({ populated }, use) => {
    if ('failure' in populated) {
      if (populated.isUnanswered === true) throw new TransportError('aborted', populated.failure);
      throw new SetupError(populated.failure, populated.isRefusal === true);
    }
    await use(populated.population);
  },
  users: async ({ session: running, discovery, target, names }, use) => {
    await use(resourcesOn(running.http, discovery.user, target, names));
  },
  selects: async ({ users, population, judge }, use) => {
    await use(selectsOver(users, population, judge));
  },
  application: async ({ session: running, target, mapped, discovery, names, users }, use) => {
    if (mapped === undefined) throw new Error('A check that asks the application must need a mapping.');
    if ('failure' in mapped) throw new Error(mapped.failure);
    const { group } = discovery;
    const groups = group === undefined ? undefined : resourcesOn(running.http, group, target, names);
    await use(applicationSide(mapped, target, running.beside, { User: users, Group: groups }, process.env));
  },
  kinds: async ({ session: running, discovery, target, names }, use) => {
    const isKind = ({ endpoint }: ResourceTypeDefinition) => !/^https?:/i.test(endpoint) && !isService.test(endpoint);
    const types = discovery.resourceTypes.filter(isKind);
    await use(types.map((type) => resourcesOn(running.http, discovery.schemaOf(type), target, names)));
  },
  groups: async ({ session: running, discovery, target, names }, use) => {
    if (discovery.group === undefined) throw new Error('A check that uses groups must need them.');
    await use(resourcesOn(running.http, discovery.group, target, names));
  },
});

/** Puts the question of the running check with many inputs. @see runProperty */
export function property<Value>(
  arbitrary: fc.Arbitrary<Value>,
  predicate: (value: Value) => Promise<void>,
  options: PropertyOptions = {},
): Promise<void> {
  const trials = trialsOf.get(base.info());
  if (trials === undefined) throw new Error('property() belongs in the body of a check.');
  return runProperty(trials, arbitrary, predicate, options);
}

function sessionOf(target: Target, link: Link, names: Fresh) {
  return { transport: link.transport, target, prefix: names.prefix, now: Date.now, deadlineMs: settings.deadlineMs };
}

/**
 * A property that would run into the timeout of its check ends before: what it has tried by then is judged, and what it
 * has found is shrunk in the time that is left. Milliseconds since 1970.
 */
function budgetOf(timeoutMs: number, nowMs: number): Trials['until'] {
  const end = Math.min(settings.deadlineMs ?? Number.POSITIVE_INFINITY, nowMs + timeoutMs * 0.85);
  return { drawMs: Math.min(end, nowMs + timeoutMs * 0.6), shrinkMs: end };
}

function resourcesOn(http: Http, schema: Discovery['user'], target: Target, fresh: Fresh): Resources {
  const { userDefaults = {}, groupDefaults = {} } = target.quirks;
  const place = endpointOf(schema.resourceType);
  const defaults = place === '/Users' ? userDefaults : place === '/Groups' ? groupDefaults : {};
  return resources({
    http,
    schema,
    fresh,
    defaults,
    consistencyTimeoutMs: target.consistencyTimeoutMs,
    sleep: (ms) => sleep(ms),
  });
}

function mappedFrom(target: Target): MappedTarget | Failed | undefined {
  if (target.mappingFile === undefined) return undefined;
  try {
    return mappedTarget(target.mappingFile, target, process.env);
  } catch (error) {
    return asFailure(error);
  }
}

/** Whether the application can be written to is said by no target, but by the mapping. */
function withMapping(discovery: Discovery, mapped: MappedTarget | Failed | undefined): Offer {
  if (mapped === undefined || 'failure' in mapped) return discovery;
  const { User, Group } = mapped.mapping;
  const canBeWritten = [User, Group].some((side) => side?.application.write !== undefined);
  return { ...discovery, capabilities: new Map([...discovery.capabilities, ['mapping-write', canBeWritten]]) };
}

function rulesIn(mapped: MappedTarget | Failed | undefined): MappedTarget['rules'] | undefined {
  return mapped !== undefined && 'rules' in mapped ? mapped.rules : undefined;
}

function asPopulation(population: Population): Populated {
  return { population };
}

function asFailure(error: unknown): Failed {
  const failure = error instanceof Error ? error.message : String(error);
  return {
    failure,
    isRefusal: error instanceof SetupError && error.isRefusal,
    isUnanswered: error instanceof TransportError,
  };
}

function foundIn(discovered: Discovered): Discovery {
  if ('failure' in discovered) throw new Error(discovered.failure);
  return discovered.discovery;
}

function evidenceOf(running: Session, info: TestInfo, target: Target): Partial<Evidence> {
  const { findings, choices } = running;
  const cited = new Set(findings.flatMap(({ exchanges }) => exchanges));
  const kept = running.exchanges.filter(({ id }) => settings.keepAllExchanges || cited.has(id));
  const mask = exchangeMasker(target.secrets, { headers: target.extraHeaders });
  const known = { findings, choices, exchanges: kept.map(mask) };
  if (info.error === undefined) return known;
  const said = firstLine(info.error.message ?? String(info.error.value));
  // Where it was on its way to a population, that is what could not be set up.
  if (said.startsWith('OutOfTime: ') || said.startsWith(`SetupError: ${outOfTime}`))
    return { ...known, notRun: outOfTime };
  // What the target may refuse is no error of ours: the question just cannot be put.
  if (said.startsWith(refusal)) return { ...known, unsupported: said.slice(refusal.length) };
  return /^(?:Transport|Target)Error: /.test(said)
    ? { ...known, error: said.replace(/^\w+: /, ''), isUnanswered: true }
    : { ...known, error: said };
}

async function leave(info: TestInfo, evidence: Partial<Evidence>): Promise<void> {
  const whole: Evidence = { version: 1, findings: [], choices: {}, exchanges: [], ...evidence };
  await info.attach(evidenceName, { contentType: 'application/json', body: JSON.stringify(whole) });
}

function firstLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the runner colours its messages, the run file is plain text
  return (text.replace(/\u001b\[[0-9;]*m/g, '').split('\n')[0] ?? '').replace(/^Error: /, '');
}

function sentenceOf({ requirement, expected, observed }: { requirement: string; expected: string; observed: string }) {
  return `${requirement}: expected ${expected}; observed ${observed}.`;
}
