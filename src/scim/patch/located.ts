import { quoted } from '../json.ts';
import { ScimError } from '../scim-error.ts';
import type { Operation } from './read-patch.ts';

/** Runs one operation, and says in its errors which one it was. */
export function located(operation: Operation, run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    const { index, op, path } = operation;
    const where = `Operations[${index}] (${op}${path === undefined ? '' : ` ${quoted(path)}`})`;
    throw new ScimError(error.status, error.scimType, `${where}: ${error.message}`, {
      ...error.position,
      operation: index,
    });
  }
}
