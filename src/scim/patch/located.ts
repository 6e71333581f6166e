import { quoted } from '../json.ts';
import { ScimError } from '../scim-error.ts';
import type { Operation } from './read-patch.ts';

/** Runs one operation, and says in its errors which one it was. */
export function located(operation: Operation, run: () => void): void {
  try {
    run();
  } catch (error) {
    throw error instanceof ScimError ? locatedError(operation, error) : error;
  }
}

/** The error, with the operation that it is about in its message and position. */
export function locatedError({ index, op, path }: Operation, error: ScimError): ScimError {
  const where = `Operations[${index}] (${op}${path === undefined ? '' : ` ${quoted(path)}`})`;
  return new ScimError(error.status, error.scimType, `${where}: ${error.message}`, {
    ...error.position,
    operation: index,
  });
}
