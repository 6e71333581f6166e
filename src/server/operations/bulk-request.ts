import { isObject, type Json, type JsonObject, scimError, statusError, urns } from '#scim';

/** One operation of a bulk job, read as far as it can be without looking at anything else. */
export interface BulkOperation {
  readonly method: string;
  readonly path: string;
  readonly bulkId: string | undefined;
  /** An entity tag that the resource must have. */
  readonly version: string | undefined;
  readonly data: unknown;
}

export interface BulkRequest {
  readonly operations: readonly BulkOperation[];
  /** Stop once so many have failed; Infinity if the client did not say. */
  readonly failOnErrors: number;
}

/**
 * Reads a BulkRequest message; names in any letter case.
 * @throws ScimError invalidSyntax, invalidValue, or 413 for too many operations
 * @see RFC 7644 §3.7
 */
export function bulkRequestFrom(body: unknown, maxOperations: number): BulkRequest {
  if (!isObject(body)) throw scimError('invalidSyntax', 'a bulk request is a JSON object');
  const schemas = member(body, 'schemas');
  const names = Array.isArray(schemas) ? schemas.map((urn) => String(urn).toLowerCase()) : [];
  if (!names.includes(urns.bulkRequest.toLowerCase())) {
    throw scimError('invalidSyntax', `the "schemas" of a bulk request must name ${urns.bulkRequest}`);
  }
  const operations = member(body, 'operations');
  if (!Array.isArray(operations) || operations.length === 0) {
    throw scimError('invalidSyntax', 'a bulk request needs "Operations", a list of at least one');
  }
  if (operations.length > maxOperations) {
    throw statusError(413, `the job has ${operations.length} operations; this server takes ${maxOperations} at once`);
  }
  return { operations: operations.map(operationFrom), failOnErrors: failOnErrorsFrom(member(body, 'failonerrors')) };
}

function failOnErrorsFrom(value: Json | undefined): number {
  if (value === undefined || value === null || value === 0) return Number.POSITIVE_INFINITY;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw scimError('invalidValue', '"failOnErrors" must be a non-negative integer');
}

function operationFrom(operation: unknown, at: number): BulkOperation {
  if (!isObject(operation))
    throw scimError('invalidSyntax', 'each of "Operations" is a JSON object', { operation: at });
  const text = (name: string) => {
    const value = member(operation, name);
    if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
    throw scimError('invalidSyntax', `"${name}" of an operation must be a string`, { operation: at });
  };
  const method = text('method');
  const path = text('path');
  if (method === undefined || path === undefined) {
    throw scimError('invalidSyntax', 'an operation needs a "method" and a "path"', { operation: at });
  }
  return {
    method: method.toUpperCase(),
    path,
    bulkId: text('bulkid'),
    version: text('version'),
    data: member(operation, 'data'),
  };
}

/** A member of a message, its name in any letter case. */
function member(object: JsonObject, lowerName: string): Json | undefined {
  const name = Object.keys(object).find((key) => key.toLowerCase() === lowerName);
  return name === undefined ? undefined : object[name];
}
