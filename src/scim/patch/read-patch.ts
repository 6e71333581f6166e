import { isList, type Json, kindOf, quoted } from '../json.ts';
import { isMissing, messageMembers, requireMessageUrn } from '../messages/message-members.ts';
import { type Reading, tolerates } from '../profile/reading.ts';
import { scimError } from '../scim-error.ts';
import { urns } from '../urns.ts';

export type Op = 'add' | 'remove' | 'replace';

export interface Operation {
  readonly index: number;
  readonly op: Op;
  readonly path: string | undefined;
  /** Undefined when the operation has no value; null is a value. */
  readonly value: Json | undefined;
}

/**
 * Reads the message of a PATCH, not yet against any schema.
 * @throws ScimError invalidSyntax, or noTarget for a remove without path
 * @see RFC 7644 §3.5.2
 */
export function readPatch(body: unknown, reading: Reading): readonly Operation[] {
  const message = messageMembers(body, ['schemas', 'Operations'], 'a PATCH');
  requireMessageUrn(message.schemas, urns.patchOp, 'a PATCH');
  const { Operations: list } = message;
  if (!isList(list) || list.length === 0) {
    throw scimError('invalidSyntax', '"Operations" must be a list of at least one operation');
  }
  return list.map((json, index) => readOperation(json, index, reading));
}

function readOperation(json: Json, index: number, reading: Reading): Operation {
  const where = `Operations[${index}]`;
  const { op: given, path, value } = messageMembers(json, ['op', 'path', 'value'], where);
  const position = { operation: index };
  const op = typeof given === 'string' ? ops.find((name) => name === given.toLowerCase()) : undefined;
  reading.operation = index;
  if (op === undefined || (op !== given && !tolerates(reading, 'op-case'))) {
    const shown = typeof given === 'string' ? quoted(given) : kindOf(given);
    throw scimError('invalidSyntax', `${where}: "op" must be one of ${ops.join(', ')}, not ${shown}`, position);
  }
  if (!isMissing(path) && typeof path !== 'string') {
    throw scimError('invalidPath', `${where}: "path" must be a string, not ${kindOf(path)}`, position);
  }
  if (op === 'remove' && isMissing(path)) {
    throw scimError('noTarget', `${where}: a remove must have a "path"`, position);
  }
  return { index, op, path: path ?? undefined, value };
}

const ops: readonly Op[] = ['add', 'remove', 'replace'];
