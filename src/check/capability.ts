import { type Attribute, findAttributeByPath, isObject, type JsonObject, type Schema, urns } from '#scim';
import { quirkOn } from './quirky-schema.ts';
import type { Quirks } from './target.ts';

/** What a target may or may not offer. */
export type Capability =
  | 'patch'
  | 'bulk'
  | 'filter'
  /** `userName sw` works, by which the population can be told from others. */
  | 'filter-prefix'
  | 'sort'
  | 'etag'
  | 'changePassword'
  | 'cursor'
  | 'index'
  /** Groups can be made and changed. */
  | 'groups'
  /** Resources can be deleted. */
  | 'delete'
  | 'enterprise'
  | 'credential'
  | 'discovery'
  /** The run was told how the application maps SCIM. */
  | 'mapping'
  /** It was told how to write to the application beside SCIM, too. */
  | 'mapping-write';

/**
 * What a check needs: a capability, an attribute that clients can write and read back (`User.emails.primary`,
 * `Group.externalId`, `Enterprise.department`), one that may also be missing (`optional:User.emails`), one of whose parts
 * none must be there (`free:User.addresses`), or one that the schema merely has (`has:User.groups`).
 */
export type Need =
  | Capability
  | AttributeNeed
  | `has:${AttributeNeed}`
  | `optional:${AttributeNeed}`
  | `free:${AttributeNeed}`;
type AttributeNeed = `${'User' | 'Group' | 'Enterprise'}.${string}`;

export interface Offer {
  readonly capabilities: ReadonlyMap<string, boolean>;
  readonly user: Schema;
  readonly group: Schema | undefined;
  readonly quirks: Quirks;
  /** Why a capability is not there, where that is known better than by its name. */
  readonly reasons: ReadonlyMap<string, string>;
}

/** The first need that is not met, as a sentence; undefined when all are. */
export function lackOf(needs: readonly Need[], offer: Offer): string | undefined {
  for (const need of needs) {
    const lack = need.includes('.') ? attributeLack(need, offer) : capabilityLack(need, offer);
    if (lack !== undefined) return lack;
  }
  return undefined;
}

function capabilityLack(need: string, offer: Offer): string | undefined {
  if (offer.capabilities.get(need) === true) return undefined;
  return offer.reasons.get(need) ?? sentences[need] ?? `the target does not offer ${need}`;
}

const sentences: Readonly<Record<string, string>> = {
  delete: 'the target does not let clients delete',
  groups: 'the target has no resource type for groups',
  enterprise: 'the target does not have the enterprise User extension',
  credential: 'the run has no credential, so refusal without one cannot be seen',
  'mapping-write': 'the mapping does not say how to write to the application',
  mapping: 'the run was given no mapping file; name one with --mapping',
  discovery: 'the target publishes no discovery documents',
  'filter-prefix': 'the target does not select by the beginning of a userName',
};

function attributeLack(need: string, offer: Offer): string | undefined {
  const [demand, text] = need.includes(':') ? splitAt(need, need.indexOf(':')) : ['writable', need];
  const quirk = quirkOn(text, offer.quirks);
  if (quirk !== undefined) return quirk;
  const type = text.slice(0, text.indexOf('.'));
  const path = text.slice(text.indexOf('.') + 1);
  const schema = type === 'Group' ? offer.group : offer.user;
  const attribute =
    schema === undefined
      ? undefined
      : findAttributeByPath(schema, type === 'Enterprise' ? `${urns.enterpriseUser}:${path}` : path);
  if (attribute === undefined) return `the target's ${type} schema has no attribute "${path}"`;
  if (demand === 'has') return undefined;
  if (demand === 'optional' && attribute.required) return `the target's ${type} schema requires "${path}"`;
  const needed = [...attribute.subAttributes.values()].find((part) => part.required && part.mutability !== 'readOnly');
  if (demand === 'free' && needed !== undefined) return `the target's ${type} schema requires "${needed.path}"`;
  return isWritable(attribute)
    ? undefined
    : `the target's ${type} schema does not let clients write and read "${path}"`;
}

/** Clients can write it, and a plain read shows it. */
function isWritable({ mutability, returned }: Attribute): boolean {
  return mutability === 'readWrite' && (returned === 'default' || returned === 'always');
}

function splitAt(text: string, at: number): readonly [string, string] {
  return [text.slice(0, at), text.slice(at + 1)];
}

/** What ServiceProviderConfig says. What it leaves out is off, save filter and PATCH when there is no config at all. */
export function capabilitiesFrom(
  config: JsonObject | undefined,
  facts: {
    readonly groups: boolean;
    readonly delete: boolean;
    readonly enterprise: boolean;
    readonly credential: boolean;
    readonly mapping: boolean;
    readonly 'filter-prefix': boolean;
  },
  quirks: Readonly<Record<string, boolean>>,
): ReadonlyMap<string, boolean> {
  const supported = (name: string) => config !== undefined && isObject(config[name]) && config[name].supported === true;
  const pagination = isObject(config?.pagination) ? config.pagination : {};
  return new Map<string, boolean>(
    Object.entries({
      patch: config === undefined || supported('patch'),
      bulk: supported('bulk'),
      filter: config === undefined || supported('filter'),
      sort: supported('sort'),
      etag: supported('etag'),
      changePassword: supported('changePassword'),
      cursor: pagination.cursor === true,
      index: pagination.index !== false,
      discovery: config !== undefined,
      ...facts,
      ...quirks,
    }),
  );
}
