import { Ajv2020, type AnySchema, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { RunFileError } from './run-file-error.ts';

/** Reads and writes one kind of JSON file that carries `schemaVersion`. */
export interface JsonFile<T> {
  /** @throws RunFileError in one sentence: cut short, not JSON, another version, or the place of the first fault */
  readonly read: (text: string, name?: string) => T;
  /** @throws RunFileError invalid; then the value was made wrongly by us */
  readonly write: (value: T) => string;
}

/** @param kind what the file is, for messages: "run file" */
export function jsonFile<T>(kind: string, version: number, schema: AnySchema): JsonFile<T> {
  let compiled: ValidateFunction<T> | undefined;
  const validator = (): ValidateFunction<T> => {
    compiled ??= new Ajv2020({ allErrors: false, strict: true }).compile<T>(schema);
    return compiled;
  };
  const valid = (value: unknown, name: string): T => {
    const validate = validator();
    if (validate(value)) return value;
    throw new RunFileError('invalid', `${name} is no ${kind} of version ${version}: ${faultOf(validate.errors)}`);
  };
  return {
    read: (text, name = `the ${kind}`) => {
      const value = parsed(text, name);
      const found = versionOf(value);
      if (found !== undefined && found !== version) {
        const problem = `${name} is of version ${JSON.stringify(found)}; this scimulate reads version ${version}`;
        throw new RunFileError('version', problem);
      }
      return valid(value, name);
    },
    write: (value) => `${JSON.stringify(valid(value, `the ${kind} to be written`), null, 2)}\n`,
  };
}

function parsed(text: string, name: string): unknown {
  if (text.trim() === '') throw new RunFileError('truncated', `${name} is empty`);
  try {
    return JSON.parse(text);
  } catch {
    throw endsTooSoon(text)
      ? new RunFileError('truncated', `${name} is cut short: its JSON ends after ${text.length} characters`)
      : new RunFileError('not-json', `${name} is not JSON`);
  }
}

/** Whether the text could be the beginning of a JSON object: it opens more than it closes, or ends inside a string. */
function endsTooSoon(text: string): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    if (inString && mark === '\\') at += 1;
    else if (mark === '"') inString = !inString;
    else if (!inString && (mark === '{' || mark === '[')) depth += 1;
    else if (!inString && (mark === '}' || mark === ']')) depth -= 1;
  }
  return inString || depth > 0;
}

function versionOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : undefined;
}

function faultOf(errors: readonly ErrorObject[] | null | undefined): string {
  const first = errors?.[0];
  if (first === undefined) return 'it does not follow the schema';
  const where = first.instancePath === '' ? 'its top level' : first.instancePath;
  const allowed: unknown = first.params.allowedValues;
  const choice = Array.isArray(allowed) ? ` (${allowed.join(', ')})` : '';
  const extra: unknown = first.params.additionalProperty;
  const named = typeof extra === 'string' ? ` ("${extra}")` : '';
  return `${where} ${first.message ?? 'is wrong'}${choice}${named}`;
}
