import { Ajv } from 'ajv';
import { closest } from 'fastest-levenshtein';
import { isObject, type JsonObject } from '#scim';
import type { Change, GroupSeed, UserSeed } from './change.ts';
import { durationMs } from './clock.ts';
import type { DirectorySeed, Scope } from './directory.ts';
import { userAttributes } from './directory-user.ts';
import { generated } from './generated.ts';
import schema from './scenario.schema.json' with { type: 'json' };
import { ScenarioError } from './scenario-error.ts';
import type { AdminStep } from './simulator.ts';

/** A named series of changes with an expected outcome. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly directory: DirectorySeed;
  readonly scope: Scope;
  /** What the target holds before the provider connects, as bodies of POST. */
  readonly target: { readonly users: readonly JsonObject[]; readonly groups: readonly JsonObject[] };
  /** Texts for `parseFault` of #wire. */
  readonly faults: readonly string[];
  /** Options by the id of a provider. */
  readonly options: Readonly<Record<string, JsonObject>>;
  /** By the id of a provider: sets of options under which it is played one after the other, each on names of its own. */
  readonly modes: Readonly<Record<string, readonly Mode[]>>;
  /** A second provider that works on the same target at the same time. */
  readonly beside: Beside | undefined;
  readonly steps: readonly Step[];
  readonly expect: { readonly converged: boolean; readonly silent: boolean };
}

export interface Mode {
  readonly name: string;
  readonly options: JsonObject;
}

export interface Beside {
  /** Ids of providers; the second one is the first of them that is not the one that is played. */
  readonly idps: readonly string[];
  readonly directory: DirectorySeed;
  readonly scope: Scope;
  readonly options: Readonly<Record<string, JsonObject>>;
}

/** To whom a step happens where two providers are at work; to both when it does not say. */
export type Side = 'first' | 'second';

export type Step = (
  | { readonly do: 'sync' }
  | { readonly do: 'wait'; readonly ms: number; readonly for: string }
  | (AdminStep & { readonly do: 'admin'; readonly full?: boolean })
  /** A person signs in at the target, whatever SCIM has told it so far. */
  | { readonly do: 'signIn'; readonly user: string; readonly outcome?: SignInOutcome }
  /** One change, or several that come at once. */
  | { readonly do: 'change'; readonly changes: readonly Change[] }
) & { readonly side?: Side };

/** What a sign-in at the target leads to. */
export type SignInOutcome = 'created' | 'found' | 'suspended';

const changeKinds = [
  'hired',
  'updated',
  'disabled',
  'enabled',
  'terminated',
  'purged',
  'assigned',
  'unassigned',
  'passwordSet',
  'groupCreated',
  'groupRenamed',
  'memberAdded',
  'memberRemoved',
  'groupDeleted',
] as const;
const stepKinds = ['sync', 'wait', 'admin', 'signIn', 'together', ...changeKinds] as const;
const outcomes: readonly SignInOutcome[] = ['created', 'found', 'suspended'];
const settable = [...userAttributes, 'userName', 'manager', 'roles', 'enabled', 'custom'];

const isScenario = new Ajv({ strict: false }).compile(schema);

/**
 * Reads a scenario, as parsed from JSON.
 * @throws ScenarioError with the position and the reason, in one sentence
 */
export function readScenario(json: unknown, name = 'scenario'): Scenario {
  if (!isObject(json)) throw new ScenarioError('A scenario is a JSON object with a "directory" and "steps".');
  if (Array.isArray(json.steps)) for (const [index, step] of json.steps.entries()) checkStep(step, `steps[${index}]`);
  if (!isScenario(json)) throw new ScenarioError(sentenceOf(isScenario.errors ?? []));

  const target = isObject(json.target) ? json.target : {};
  const expect = isObject(json.expect) ? json.expect : {};
  return {
    name: typeof json.name === 'string' ? json.name : name,
    title: typeof json.title === 'string' ? json.title : '',
    directory: directorySeed(json.directory),
    scope: scopeOf(json.scope),
    target: { users: objects(target.users), groups: objects(target.groups) },
    faults: texts(json.faults),
    options: isObject(json.options) ? onlyObjects(json.options) : {},
    modes: isObject(json.modes) ? modesFrom(json.modes) : {},
    beside: isObject(json.beside) ? besideFrom(json.beside) : undefined,
    steps: objects(json.steps).map(stepFrom),
    expect: { converged: expect.converged !== false, silent: expect.silent !== false },
  };
}

/**
 * Reads the directory part of a scenario, which is also what `--watch` takes from a file.
 * @throws ScenarioError for an attribute that the directory does not know
 */
export function directorySeed(json: unknown): DirectorySeed {
  const directory = isObject(json) ? json : {};
  const users = objects(directory.users).map((user) => userSeed(user, 'directory'));
  const groups = objects(directory.groups).map(groupSeed);
  const more = generated(isObject(directory.generate) ? directory.generate : {});
  return { users: [...users, ...more.users], groups: [...groups, ...more.groups] };
}

/** The ways in which a scenario is played by a provider: by itself, or once for each of its modes. */
export function modesOf(scenario: Scenario, idp: string): readonly (Mode | undefined)[] {
  const modes = scenario.modes[idp] ?? [];
  return modes.length === 0 ? [undefined] : modes;
}

/** Whether a scenario has somebody sign in, for which a target must offer more than SCIM. */
export function hasSignIn(scenario: Scenario): boolean {
  return scenario.steps.some((step) => step.do === 'signIn');
}

function modesFrom(json: JsonObject): Readonly<Record<string, readonly Mode[]>> {
  const modes = Object.entries(json).map(([idp, list]): [string, readonly Mode[]] => [
    idp,
    objects(list).map(({ name, options }) => ({ name: text(name), options: isObject(options) ? options : {} })),
  ]);
  return Object.fromEntries(modes);
}

function besideFrom(json: JsonObject): Beside {
  return {
    idps: texts(json.idps),
    directory: directorySeed(json.directory),
    scope: scopeOf(json.scope),
    options: isObject(json.options) ? onlyObjects(json.options) : {},
  };
}

function checkStep(step: unknown, at: string): void {
  if (!isObject(step)) throw new ScenarioError(`${at} is not an object with a "do".`);
  const kind = step.do;
  if (typeof kind !== 'string') throw new ScenarioError(`${at} has no "do"; it is one of ${stepKinds.join(', ')}.`);
  if (!stepKinds.some((known) => known === kind)) {
    throw new ScenarioError(
      `${at} does "${kind}", which no step does; the nearest is "${closest(kind, [...stepKinds])}".`,
    );
  }
  if (kind === 'updated' && isObject(step.set)) checkAttributes(step.set, `${at}.set`);
  if (kind === 'hired' && isObject(step.user)) checkAttributes(step.user, `${at}.user`);
  if (kind === 'together' && Array.isArray(step.steps)) {
    for (const [index, inner] of step.steps.entries()) {
      checkStep(inner, `${at}.steps[${index}]`);
      if (isObject(inner) && !changeKinds.some((known) => known === inner.do)) {
        throw new ScenarioError(`${at}.steps[${index}] does "${String(inner.do)}", but only changes happen together.`);
      }
    }
  }
}

function checkAttributes(given: JsonObject, at: string): void {
  for (const name of Object.keys(given)) {
    if (name === 'id' || settable.includes(name)) continue;
    const near = closest(name, settable);
    throw new ScenarioError(
      `${at} has the attribute "${name}", which the directory does not know; the nearest is "${near}" (others belong into "custom").`,
    );
  }
}

interface SchemaFault {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** One sentence of what Ajv says; the most specific fault is the one with the longest path. */
function sentenceOf(faults: readonly SchemaFault[]): string {
  const telling = faults.filter(
    (fault) => fault.keyword !== 'if' && fault.keyword !== 'anyOf' && fault.keyword !== 'oneOf',
  );
  const [fault] = [...telling].sort((a, b) => b.instancePath.length - a.instancePath.length);
  if (fault === undefined) return 'The scenario does not follow its schema.';
  const at =
    fault.instancePath
      .replace(/^\//, '')
      .replace(/\/(\d+)/g, '[$1]')
      .replaceAll('/', '.') || 'The scenario';
  const extra = fault.params.additionalProperty;
  const name = typeof extra === 'string' ? ` ("${extra}")` : '';
  return `${at} ${fault.message ?? 'is wrong'}${name}.`;
}

function userSeed(user: JsonObject, at: string): UserSeed {
  const { id, userName } = user;
  if (typeof id !== 'string' || typeof userName !== 'string')
    throw new ScenarioError(`${at} has a user without id or userName.`);
  checkAttributes(user, `${at}, user "${id}",`);
  const { enabled, manager, roles, custom } = user;
  return {
    ...user,
    id,
    userName,
    ...(typeof enabled === 'boolean' ? { enabled } : {}),
    ...(typeof manager === 'string' ? { manager } : {}),
    roles: texts(roles),
    custom: isObject(custom) ? onlyTexts(custom) : {},
  };
}

function groupSeed(group: JsonObject): GroupSeed {
  return { id: text(group.id), displayName: text(group.displayName), members: texts(group.members) };
}

function scopeOf(json: unknown): Scope {
  const scope = isObject(json) ? json : {};
  const { users = 'all', groups = 'all' } = scope;
  const pushed = groups === 'all' ? 'all' : texts(groups);
  if (users === 'all') return { users: 'all', membersOf: [], groups: pushed };
  if (isObject(users)) return { users: texts(users.ids), membersOf: texts(users.membersOf), groups: pushed };
  return { users: texts(users), membersOf: [], groups: pushed };
}

function stepFrom(json: JsonObject): Step {
  const side = json.side === 'first' || json.side === 'second' ? json.side : undefined;
  return { ...actFrom(json), ...(side === undefined ? {} : { side }) };
}

function actFrom(step: JsonObject): Step {
  if (step.do === 'sync') return { do: 'sync' };
  if (step.do === 'signIn') {
    const outcome = outcomes.find((known) => known === step.outcome);
    return { do: 'signIn', user: text(step.user), ...(outcome === undefined ? {} : { outcome }) };
  }
  if (step.do === 'wait') return { do: 'wait', for: text(step.for), ms: durationMs(text(step.for)) ?? 0 };
  if (step.do === 'together') return { do: 'change', changes: objects(step.steps).map(changeFrom) };
  if (step.do !== 'admin') return { do: 'change', changes: [changeFrom(step)] };
  return {
    do: 'admin',
    action: text(step.action),
    ...(typeof step.user === 'string' ? { user: step.user } : {}),
    ...(typeof step.group === 'string' ? { group: step.group } : {}),
    ...(Array.isArray(step.members) ? { members: texts(step.members) } : {}),
    ...(step.full === true ? { full: true } : {}),
  };
}

function changeFrom(step: JsonObject): Change {
  const user = text(step.user);
  const group = text(step.group);
  const kind = changeKinds.find((known) => known === step.do);
  switch (kind) {
    case 'hired':
      return { do: kind, user: isObject(step.user) ? userSeed(step.user, 'a step') : user };
    case 'updated':
      return { do: kind, user, set: isObject(step.set) ? step.set : {} };
    case 'disabled':
    case 'enabled':
    case 'terminated':
    case 'purged':
    case 'passwordSet':
      return { do: kind, user };
    case 'assigned':
    case 'unassigned':
      return { do: kind, ...(user === '' ? {} : { user }), ...(group === '' ? {} : { group }) };
    case 'groupCreated':
      return { do: kind, group: groupSeed(isObject(step.group) ? step.group : {}) };
    case 'groupRenamed':
      return { do: kind, group, displayName: text(step.displayName) };
    case 'memberAdded':
    case 'memberRemoved':
      return { do: kind, group, member: text(step.member) || user };
    case 'groupDeleted':
      return { do: kind, group };
    case undefined:
      throw new ScenarioError(`There is no step "${String(step.do)}".`);
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function objects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function onlyTexts(value: JsonObject): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const [name, item] of Object.entries(value)) if (typeof item === 'string') kept[name] = item;
  return kept;
}

function onlyObjects(value: JsonObject): Readonly<Record<string, JsonObject>> {
  const kept: Record<string, JsonObject> = {};
  for (const [name, item] of Object.entries(value)) if (isObject(item)) kept[name] = item;
  return kept;
}
