import { isList, isObject, type Json } from '#scim';
import type { Exchange } from '#wire';
import { stepNamed, valueAt } from '../again/oracle.ts';
import { pathIn } from '../recording/base-of.ts';
import { bodyOf } from '../recording/body-of.ts';
import type { Recording } from '../recording/recording.ts';
import { pathOf } from './signs.ts';

/** The oracle with pseudonyms in it: a value that it names may be that of a person. */
export function redactedOracle(oracle: string, recording: Recording, redact: (exchange: Exchange) => Exchange): string {
  const [, value, pointer = '', wanted = ''] = /^(\s*value\s+\S+)\s+(\/\S*)\s+(.+)$/is.exec(oracle) ?? [];
  if (value !== undefined) {
    const step = stepNamed(value.trim().split(/\s+/)[1] ?? '', recording) ?? 0;
    const url = recording.exchanges[step]?.request.url ?? recording.base;
    return `${value} ${pointer} ${valueIn(url, pointer, wanted, redact)}`;
  }
  const [, state, path = '', at = '', is = ''] = /^(\s*state)\s+(\/\S+)\s+(\/\S*)\s+(.+)$/is.exec(oracle) ?? [];
  if (state === undefined) return oracle;
  const url = `${recording.base}${path}`;
  const hidden = redact(answered(url, {})).request.url;
  return `${state} ${pathIn(recording.base, hidden) ?? path} ${at} ${valueIn(url, at, is, redact)}`;
}

function valueIn(url: string, pointer: string, wanted: string, redact: (exchange: Exchange) => Exchange): string {
  if (wanted === 'absent' || wanted === 'present') return wanted;
  const { response } = redact(answered(url, placed(pathOf(pointer), parsed(wanted))));
  const found = response === null ? undefined : valueAt(bodyOf(response), pointer.replace(/\/\d+(?=\/|$)/g, '/0'));
  return JSON.stringify(found ?? null);
}

function answered(url: string, body: Json): Exchange {
  const headers = [['Content-Type', 'application/scim+json']] as const;
  const response = { status: 200, headers, body: JSON.stringify(body) };
  return { id: '', request: { method: 'GET', url, headers: [] }, response, startedAt: '', durationMs: 0 };
}

/** The value where the pointer says; each list has one element. */
function placed(path: readonly string[], value: Json): Json {
  const [name, ...rest] = path;
  if (name === undefined) return isObject(value) || isList(value) ? value : { value };
  const inner = rest.length === 0 ? value : placed(rest, value);
  return /^\d+$/.test(name) ? [inner] : { [name]: inner };
}

function parsed(text: string): Json {
  try {
    const json: Json = JSON.parse(text);
    return json;
  } catch {
    return text;
  }
}
