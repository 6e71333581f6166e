import {
  applyPatch,
  isList,
  isObject,
  type Json,
  type JsonObject,
  profiles,
  type Schema,
  ScimError,
  urns,
} from '#scim';
import { nearestOf } from '../nearest.ts';
import { below, type Fault, moved } from './fault.ts';
import { toleranceFaults } from './tolerated.ts';

/** Everything that is wrong with the body of a PATCH, operation by operation. @see RFC 7644 §3.5.2 */
export function lintPatch(schema: Schema, body: Json): Fault[] {
  if (!isObject(body)) return [{ level: 'error', pointer: '', says: 'the body of a PATCH is a JSON object' }];
  const { Operations: operations } = body;
  if (!isList(operations) || operations.length === 0) {
    return [
      ...messageFaults(body),
      { level: 'error', pointer: '', says: '"Operations" must be a list of at least one operation' },
    ];
  }
  return [
    ...messageFaults(body),
    ...operations.flatMap((operation, index) => moved(operationFaults(schema, operation), below('/Operations', index))),
  ];
}

function messageFaults({ schemas }: JsonObject): Fault[] {
  if (isList(schemas) && schemas.includes(urns.patchOp)) return [];
  const pointer = schemas === undefined ? '' : '/schemas';
  const mend = `write "schemas": ["${urns.patchOp}"]`;
  return [{ level: 'error', pointer, says: '"schemas" must have the URN of a PATCH', mend }];
}

function operationFaults(schema: Schema, operation: Json): Fault[] {
  try {
    const message = { schemas: [urns.patchOp], Operations: [operation] };
    const { tolerances } = applyPatch(schema, anyResource(schema), message, { profile: profiles.lenient });
    const value = isObject(operation) ? (operation.value ?? null) : null;
    return toleranceFaults(tolerances, value, '').map((fault) => ({
      ...fault,
      pointer: fault.pointer === '' ? '' : `/value${fault.pointer}`,
    }));
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    // Whether a filter picks something depends on the resource, which is not here.
    if (error.scimType === 'noTarget' && isObject(operation) && operation.path !== undefined) return [];
    return [
      { level: 'error', ...placeOf(error, operation), says: bare(error.message), ...mendOf(schema, error, operation) },
    ];
  }
}

/** What there is no resource for, a PATCH is still read against. */
function anyResource(schema: Schema): JsonObject {
  return { schemas: [schema.base.urn], userName: 'x', displayName: 'x' };
}

function placeOf({ scimType, position }: ScimError, operation: Json): Pick<Fault, 'pointer' | 'offset'> {
  if (!isObject(operation)) return { pointer: '' };
  const isOfPath = scimType === 'invalidPath' || scimType === 'invalidFilter' || scimType === 'mutability';
  if (isOfPath && typeof operation.path === 'string') {
    return { pointer: '/path', ...(position.at === undefined ? {} : { offset: position.at }) };
  }
  if (position.attribute !== undefined && operation.value !== undefined) return { pointer: '/value' };
  return { pointer: operation.op === undefined ? '' : '/op' };
}

/** The index and the operation are what the position says. */
function bare(message: string): string {
  return message.replace(/^Operations\[\d+\](?: \(.*?\))?: /, '');
}

function mendOf(schema: Schema, { scimType }: ScimError, operation: Json): { readonly mend?: string } {
  if (scimType !== 'invalidPath' || !isObject(operation) || typeof operation.path !== 'string') return {};
  const nearest = nearestOf(
    operation.path,
    [...schema.base.attributes.values()].map(({ name }) => name),
  );
  return nearest === undefined ? {} : { mend: `write "${nearest}"` };
}
