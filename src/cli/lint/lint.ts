import { isList, isObject, type Json, placeAt, urns } from '#scim';
import { notThere } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';
import { lintBulk } from './bulk.ts';
import { lintDefinition } from './definition.ts';
import { documentFrom, isPlaced, type Placed } from './document.ts';
import type { Fault } from './fault.ts';
import { lintFilter } from './filter.ts';
import { lintPatch } from './patch.ts';
import { lintResource } from './resource.ts';
import type { Schemas } from './schemas.ts';

export interface LintOptions {
  readonly schemas: Schemas;
  /** What the text is; told from the text itself when left out. */
  readonly kind?: string | undefined;
  /** The resource type that a PATCH or a filter is about; told from the text, else User. */
  readonly resourceType?: string | undefined;
}

export const lintKinds = ['resource', 'patch', 'bulk', 'schema', 'filter'] as const;
type Kind = (typeof lintKinds)[number];

/**
 * Everything that is wrong with a text, in its order.
 * @throws UsageError for a kind or resource type that does not exist
 */
export function lint(text: string, options: LintOptions): Placed[] {
  const kind = options.kind === undefined ? undefined : kindNamed(options.kind);
  if (kind === 'filter' || (kind === undefined && !/^\s*[[{]/.test(text) && text.trim() !== '')) {
    return filterFaults(text, options);
  }
  const document = documentFrom(text);
  if (isPlaced(document)) return [document];
  const faults = faultsOf(document.json, kind ?? kindOf(document.json), options);
  return faults.map(document.place).sort((a, b) => a.line - b.line || a.column - b.column);
}

function filterFaults(text: string, { schemas, resourceType }: LintOptions): Placed[] {
  const from = text.length - text.trimStart().length;
  const faults = lintFilter(schemas.named(resourceType ?? 'User'), text.trim());
  return faults.map((fault) => ({ ...fault, ...placeAt(text, from + (fault.offset ?? 0)) }));
}

function faultsOf(json: Json, kind: Exclude<Kind, 'filter'>, options: LintOptions): Fault[] {
  const { schemas } = options;
  if (kind === 'bulk') return lintBulk(schemas, json);
  if (kind === 'schema') return lintDefinition(json);
  const named = options.resourceType ?? (kind === 'patch' ? patchedType(json) : undefined);
  const schema = named === undefined ? schemas.of(urnsOf(json)) : schemas.named(named);
  return (kind === 'patch' ? lintPatch : lintResource)(schema ?? schemas.named('User'), json);
}

function kindNamed(name: string): Kind {
  const kind = lintKinds.find((each) => each === name);
  if (kind === undefined) throw new UsageError(notThere('kind of document', name, lintKinds));
  return kind;
}

function kindOf(json: Json): Exclude<Kind, 'filter'> {
  const given = urnsOf(json);
  if (given.includes(urns.patchOp)) return 'patch';
  if (given.includes(urns.bulkRequest)) return 'bulk';
  if (given.includes(urns.schema)) return 'schema';
  if (!isObject(json)) return 'resource';
  if (isList(json.attributes) && json.schemas === undefined) return 'schema';
  if (!isList(json.Operations)) return 'resource';
  return json.Operations.some((each) => isObject(each) && each.method !== undefined) ? 'bulk' : 'patch';
}

function urnsOf(json: Json): string[] {
  return isObject(json) && isList(json.schemas) ? json.schemas.map(String) : [];
}

/** Only a Group has members. */
function patchedType(json: Json): string {
  return /"(?:members\b|path":"displayName")/.test(JSON.stringify(json)) ? 'Group' : 'User';
}
