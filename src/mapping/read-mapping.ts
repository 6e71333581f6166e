import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { deeperThan, deepestJson, placeAt } from '#scim';
import schema from './mapping.schema.json' with { type: 'json' };
import type { Mapping, MappingSide } from './mapping.ts';
import { MappingError } from './mapping-error.ts';
import { firstFaultIn, positionIn } from './position.ts';
import { leavesOf } from './source.ts';

const isMapping = new Ajv2020({
  allErrors: true,
  strict: true,
  strictRequired: false,
  strictTypes: false,
  formats: { regex: (text: string) => isExpression(text) },
}).compile<Mapping>(schema);

/**
 * Reads a mapping file.
 * @param name what to call it in an error
 * @throws MappingError with line and column of the first fault, and what is wanted there
 */
export function readMapping(text: string, name: string): Mapping {
  const value = parsed(text, name);
  if (!isMapping(value)) {
    const fault = deepest(isMapping.errors ?? []);
    throw faulty(text, name, fault?.instancePath ?? '', fault === undefined ? 'is no mapping' : wanted(fault));
  }
  for (const type of ['User', 'Group'] as const) checkSide(value[type], `/${type}`, text, name);
  refuseTwins(value, text, name);
  return value;
}

function parsed(text: string, name: string): unknown {
  const tooDeep = deeperThan(deepestJson, text);
  if (tooDeep !== undefined) {
    const { line, column } = placeAt(text, tooDeep);
    throw new MappingError(`${name}:${line}:${column}: this is nested deeper than ${deepestJson} levels.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    const { line, column } = firstFaultIn(text);
    throw new MappingError(
      `${name}:${line}:${column}: this is not JSON; look for a missing comma, quote or bracket there.`,
    );
  }
}

/** Paths that no SCIM path is, told with their place; nothing can be written at them. */
function checkSide(side: MappingSide | undefined, at: string, text: string, name: string): void {
  for (const [index, row] of (side?.rows ?? []).entries()) {
    try {
      leavesOf(row.scim);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw faulty(text, name, `${at}/rows/${index}/scim`, `has a path that cannot be used: ${why}`);
    }
  }
}

function refuseTwins({ User, Group }: Mapping, text: string, name: string): void {
  const seen = new Set<string>();
  for (const [type, side] of Object.entries({ User, Group })) {
    for (const [index, { id }] of (side?.rows ?? []).entries()) {
      if (seen.has(id)) {
        throw faulty(
          text,
          name,
          `/${type}/rows/${index}/id`,
          `is "${id}", which another row has; give each row its own`,
        );
      }
      seen.add(id);
    }
  }
}

function faulty(text: string, name: string, pointer: string, what: string): MappingError {
  const { line, column } = positionIn(text, pointer);
  return new MappingError(`${name}:${line}:${column}: ${pointer === '' ? 'the mapping' : pointer} ${what}.`);
}

/** Of several faults, the one that lies deepest: those above it only say that something below is wrong. */
function deepest(errors: readonly ErrorObject[]): ErrorObject | undefined {
  const depth = ({ instancePath }: ErrorObject) => instancePath.split('/').length;
  const rank = (error: ErrorObject) => depth(error) * 2 + Number(!['anyOf', 'oneOf'].includes(error.keyword));
  return [...errors].sort((a, b) => rank(b) - rank(a))[0];
}

function wanted({ keyword, params, message }: ErrorObject): string {
  if (keyword === 'additionalProperties')
    return `has a member "${params.additionalProperty}", which no mapping has; remove it or mend its name`;
  if (keyword === 'required') return `lacks "${params.missingProperty}"; add it`;
  if (keyword === 'enum') return `must be one of ${[params.allowedValues].flat().join(', ')}`;
  if (keyword === 'pattern' || keyword === 'format') return `does not look as it must: ${message}`;
  return message ?? 'is wrong';
}

function isExpression(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}
