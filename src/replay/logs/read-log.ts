import { isList, isObject, type Json, type JsonObject } from '#scim';
import { RecordingError } from '../recording/recording-error.ts';
import { entraLog, isEntraEntry } from './entra-log.ts';
import type { LogRow } from './log-row.ts';
import { isOktaEntry, oktaLog } from './okta-log.ts';

/** A provider's own log. */
export interface ProviderLog {
  readonly idp: 'entra' | 'okta';
  readonly rows: readonly LogRow[];
}

/**
 * Reads Entra's provisioning log or Okta's System Log: a JSON list, an answer of Microsoft Graph with `value`, or one
 * entry a line.
 * @throws RecordingError when it is neither
 */
export function readLog(text: string, name: string): ProviderLog {
  const entries = entriesIn(text, name);
  if (entries.some(isEntraEntry)) return { idp: 'entra', rows: inOrder(entraLog(entries)) };
  if (entries.some(isOktaEntry)) return { idp: 'okta', rows: inOrder(oktaLog(entries)) };
  throw new RecordingError(`${name} is neither a provisioning log of Entra nor a System Log of Okta`);
}

function entriesIn(text: string, name: string): readonly JsonObject[] {
  const whole = parsed(text.replace(/^\uFEFF/, ''));
  if (isObject(whole) && isList(whole.value)) return whole.value.filter(isObject);
  if (isObject(whole)) return [whole];
  if (isList(whole)) return whole.filter(isObject);
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parsed);
  if (lines.length === 0 || !lines.every(isObject)) throw new RecordingError(`${name} is no JSON`);
  return lines.filter(isObject);
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function inOrder(rows: readonly LogRow[]): readonly LogRow[] {
  return rows.toSorted((left, right) => Date.parse(left.at) - Date.parse(right.at));
}
