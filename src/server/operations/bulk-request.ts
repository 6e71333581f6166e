import { isList, type Json, messageMembers, requireMessageUrn, scimError, statusError, urns } from '#scim';

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
  const message = messageMembers(body, ['schemas', 'Operations', 'failOnErrors'], 'a bulk request');
  requireMessageUrn(message.schemas, urns.bulkRequest, 'a bulk request');
  const { Operations: operations, failOnErrors } = message;
  if (!isList(operations) || operations.length === 0) {
    throw scimError('invalidSyntax', 'a bulk request needs "Operations", a list of at least one');
  }
  if (operations.length > maxOperations) {
    throw statusError(413, `the job has ${operations.length} operations; this server takes ${maxOperations} at once`);
  }
  return { operations: operations.map(operationFrom), failOnErrors: failOnErrorsFrom(failOnErrors) };
}

function failOnErrorsFrom(value: Json | undefined): number {
  if (value === undefined || value === null || value === 0) return Number.POSITIVE_INFINITY;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw scimError('invalidValue', '"failOnErrors" must be a non-negative integer');
}

function operationFrom(json: Json, at: number): BulkOperation {
  const operation = messageMembers(json, ['method', 'path', 'bulkId', 'version', 'data'], `Operations[${at}]`);
  const text = (name: 'method' | 'path' | 'bulkId' | 'version') => {
    const value = operation[name];
    if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
    throw scimError('invalidSyntax', `Operations[${at}]: "${name}" must be a string`, { operation: at });
  };
  const method = text('method');
  const path = text('path');
  if (method === undefined || path === undefined) {
    throw scimError('invalidSyntax', `Operations[${at}] needs a "method" and a "path"`, { operation: at });
  }
  return { method: method.toUpperCase(), path, bulkId: text('bulkId'), version: text('version'), data: operation.data };
}
