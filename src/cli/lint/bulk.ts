import { isList, isObject, type Json, type JsonObject, urns } from '#scim';
import { below, type Fault, moved } from './fault.ts';
import { lintPatch } from './patch.ts';
import { lintResource } from './resource.ts';
import type { Schemas } from './schemas.ts';

const methods = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** Everything that is wrong with a bulk job, and with the bodies inside it. @see RFC 7644 §3.7 */
export function lintBulk(schemas: Schemas, body: Json): Fault[] {
  if (!isObject(body)) return [{ level: 'error', pointer: '', says: 'a bulk job is a JSON object' }];
  const { Operations: operations, failOnErrors } = body;
  const faults: Fault[] = [];
  if (!isList(body.schemas) || !body.schemas.includes(urns.bulkRequest)) {
    const mend = `write "schemas": ["${urns.bulkRequest}"]`;
    faults.push({
      level: 'error',
      pointer: body.schemas === undefined ? '' : '/schemas',
      says: '"schemas" must have the URN of a bulk job',
      mend,
    });
  }
  if (failOnErrors !== undefined && (!Number.isInteger(failOnErrors) || Number(failOnErrors) < 0)) {
    faults.push({ level: 'error', pointer: '/failOnErrors', says: '"failOnErrors" is a whole number' });
  }
  if (!isList(operations)) return [...faults, { level: 'error', pointer: '', says: '"Operations" must be a list' }];
  const bulkIds = operations.flatMap((each) =>
    isObject(each) && typeof each.bulkId === 'string' ? [each.bulkId] : [],
  );
  for (const [index, operation] of operations.entries()) {
    const own = isObject(operation) ? operationFaults(schemas, operation, bulkIds) : [notAnObject];
    faults.push(...moved(own, below('/Operations', index)));
  }
  return faults;
}

const notAnObject: Fault = { level: 'error', pointer: '', says: 'an operation is an object' };

function operationFaults(schemas: Schemas, operation: JsonObject, bulkIds: readonly string[]): Fault[] {
  const { method, path, bulkId, data } = operation;
  const faults: Fault[] = [];
  const verb = typeof method === 'string' ? method.toUpperCase() : '';
  if (!methods.includes(verb)) {
    faults.push({
      level: 'error',
      pointer: method === undefined ? '' : '/method',
      says: `"method" is one of ${methods.join(', ')}`,
    });
  }
  if (typeof path !== 'string' || !path.startsWith('/')) {
    faults.push({
      level: 'error',
      pointer: path === undefined ? '' : '/path',
      says: '"path" begins with / and the endpoint, such as /Users',
    });
    return faults;
  }
  if (verb === 'POST' && typeof bulkId !== 'string') {
    faults.push({ level: 'error', pointer: '', says: 'a POST needs a "bulkId"', mend: 'add a "bulkId" of its own' });
  }
  if (typeof bulkId === 'string' && bulkIds.filter((each) => each === bulkId).length > 1) {
    faults.push({ level: 'error', pointer: '/bulkId', says: `the bulkId "${bulkId}" is used twice` });
  }
  faults.push(...unknownReferences(operation, '', bulkIds));
  return [...faults, ...dataFaults(schemas, verb, path, data)];
}

function dataFaults(schemas: Schemas, verb: string, path: string, data: Json | undefined): Fault[] {
  if (verb === 'DELETE') return [];
  if (data === undefined) return [{ level: 'error', pointer: '', says: `a ${verb || 'write'} needs "data"` }];
  const schema = schemas.at(path);
  if (schema === undefined) {
    return [
      { level: 'warning', pointer: '/path', says: `no resource type is known at "${path}", so its data is not read` },
    ];
  }
  return moved(verb === 'PATCH' ? lintPatch(schema, data) : lintResource(schema, data), '/data');
}

/** `bulkId:x` stands for the id that operation x will make: one must be called so. */
function unknownReferences(value: Json, pointer: string, bulkIds: readonly string[]): Fault[] {
  if (typeof value === 'string') {
    const [, name] = /(?:^|\/)bulkId:([^/]+)$/.exec(value) ?? [];
    return name === undefined || bulkIds.includes(name)
      ? []
      : [{ level: 'error', pointer, says: `no operation has the bulkId "${name}"` }];
  }
  const parts = isList(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return parts.flatMap(([step, part]) => unknownReferences(part, below(pointer, step), bulkIds));
}
