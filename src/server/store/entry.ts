import type { JsonObject } from '#scim';
import type { Entry } from './store.ts';

/** An entry as stores keep it: of the resource only the text, until somebody looks into it. */
export function entryFrom(seq: number, about: Pick<Entry, 'type' | 'id' | 'version' | 'secret'>, text: string): Entry {
  return new KeptEntry(seq, about, text);
}

/** A class for the getter's sake: on a shared prototype it costs an entry nothing. */
class KeptEntry implements Entry {
  readonly seq: number;
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly secret: string | undefined;
  readonly text: string;
  private parsed: JsonObject | undefined;

  constructor(seq: number, about: Pick<Entry, 'type' | 'id' | 'version' | 'secret'>, text: string) {
    this.seq = seq;
    this.type = about.type;
    this.id = about.id;
    this.version = about.version;
    this.secret = about.secret;
    this.text = text;
    this.parsed = undefined;
  }

  get resource(): JsonObject {
    this.parsed ??= objectIn(this.text);
    return this.parsed;
  }
}

function objectIn(text: string): JsonObject {
  return JSON.parse(text);
}
