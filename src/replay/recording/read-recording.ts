import { isObject, type JsonObject } from '#scim';
import { type Exchange, exchangesFrom, HarError } from '#wire';
import { commonBase, pathIn } from './base-of.ts';
import type { Recording } from './recording.ts';
import { RecordingError } from './recording-error.ts';

/** A longer file is refused before it is read: it would not fit into the memory that a small machine has. */
export const maxRecordingBytes = 200 * 1024 * 1024;

/**
 * Reads an HTTP archive, of ours or of another tool, or the exchanges of a run file.
 * @param name of the file, for messages
 * @throws RecordingError
 */
export function readRecording(text: string, name: string): Recording {
  const json = parsed(text, name);
  if (isRunFile(json)) return recordingFrom(exchangesOfRun(json, name), { name, creator: 'scimulate run file' });
  const log = isObject(json) && isObject(json.log) ? json.log : undefined;
  const version = log?.version;
  if (version !== undefined && version !== '1.1' && version !== '1.2') {
    throw new RecordingError(`${name} is an HTTP archive of version ${String(version)}; 1.1 and 1.2 can be read`);
  }
  const marks = entriesOf(log).filter(({ entry }) => entry._fault === true);
  return recordingFrom(archived(json, name), {
    name,
    creator: creatorOf(log),
    bodiless: entriesOf(log)
      .filter(({ entry }) => lacksBody(entry))
      .map(({ id }) => id),
    marked: marks.at(-1)?.id,
    oracle: typeof log?._oracle === 'string' ? log._oracle : undefined,
  });
}

interface About {
  readonly name: string;
  readonly creator: string;
  readonly bodiless?: readonly string[];
  readonly marked?: string | undefined;
  readonly oracle?: string | undefined;
}

/**
 * What belongs to the target that most of the exchanges are with. What is no SCIM, or of another target, is counted.
 * @throws RecordingError when there is none
 */
export function recordingFrom(all: readonly Exchange[], about: About): Recording {
  const base = commonBase(all);
  if (base === undefined) {
    const what = all.length === 0 ? 'is empty' : `holds no SCIM exchange among its ${all.length}`;
    throw new RecordingError(`${about.name} ${what}`);
  }
  const exchanges = inOrder(all.filter(({ request }) => pathIn(base, request.url) !== undefined));
  const others = all.filter(({ request }) => pathIn(base, request.url) === undefined);
  const elsewhere = others.filter((exchange) => commonBase([exchange]) !== undefined).length;
  return {
    exchanges,
    base,
    creator: about.creator,
    bodiless: new Set(about.bodiless),
    ...(about.marked === undefined ? {} : { marked: about.marked }),
    ...(about.oracle === undefined ? {} : { oracle: about.oracle }),
    setAside: { notScim: others.length - elsewhere, elsewhere },
  };
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    const start = text.slice(0, 200).trimStart();
    if (start.startsWith('PK')) throw new RecordingError(`${name} is a zip file; unpack it and give the .har in it`);
    const isCut = /^[{[]/.test(start);
    throw new RecordingError(
      isCut ? `${name} breaks off or is damaged: it is no whole JSON` : `${name} is no HTTP archive: it is no JSON`,
    );
  }
}

function archived(json: unknown, name: string): Exchange[] {
  try {
    return exchangesFrom(json);
  } catch (error) {
    if (error instanceof HarError) throw new RecordingError(`${name}: ${error.message}`);
    throw error;
  }
}

function isRunFile(json: unknown): json is JsonObject {
  return isObject(json) && json.schemaVersion === 1 && Array.isArray(json.exchanges);
}

/** The archive's reader checks each part of an exchange, so that the exchanges of a run are put in its form. */
function exchangesOfRun(run: JsonObject, name: string): Exchange[] {
  const given = Array.isArray(run.exchanges) ? run.exchanges : [];
  const entries = given.filter(isObject).map((exchange) => {
    const request = isObject(exchange.request) ? exchange.request : {};
    const response = isObject(exchange.response) ? exchange.response : { status: 0 };
    return {
      _id: exchange.id,
      _failure: exchange.failure,
      _behaviour: exchange.behaviour,
      startedDateTime: exchange.startedAt,
      time: exchange.durationMs,
      request: {
        method: request.method,
        url: request.url,
        headers: pairsOf(request.headers),
        ...(typeof request.body === 'string' ? { postData: { text: request.body } } : {}),
      },
      response: { status: response.status, headers: pairsOf(response.headers), content: { text: response.body } },
    };
  });
  return archived({ log: { entries } }, name);
}

function pairsOf(headers: unknown): readonly { readonly name: unknown; readonly value: unknown }[] {
  if (!Array.isArray(headers)) return [];
  return headers.filter(Array.isArray).map(([name, value]: unknown[]) => ({ name, value }));
}

function entriesOf(log: JsonObject | undefined): { readonly id: string; readonly entry: JsonObject }[] {
  const entries: unknown = log?.entries;
  if (!Array.isArray(entries)) return [];
  return entries.map((entry: unknown, index) => {
    const object = isObject(entry) ? entry : {};
    return { id: typeof object._id === 'string' ? object._id : `x${index + 1}`, entry: object };
  });
}

/** An answer had a body, by its size, but the tool did not keep it. */
function lacksBody({ response }: JsonObject): boolean {
  const content = isObject(response) && isObject(response.content) ? response.content : {};
  return typeof content.text !== 'string' && typeof content.size === 'number' && content.size > 0;
}

function creatorOf(log: JsonObject | undefined): string {
  const creator = log !== undefined && isObject(log.creator) ? log.creator : {};
  return [creator.name, creator.version].filter((part) => typeof part === 'string').join(' ');
}

/** Recorders write an exchange when it has ended; what counts is when it was sent. Our ids count up in that order. */
function inOrder(exchanges: readonly Exchange[]): readonly Exchange[] {
  return exchanges.toSorted((left, right) => {
    const apart = Date.parse(left.startedAt) - Date.parse(right.startedAt);
    return Number.isNaN(apart) || apart === 0 ? numberOf(left) - numberOf(right) : apart;
  });
}

function numberOf({ id }: Exchange): number {
  const digits = /^x(\d+)$/.exec(id)?.[1];
  return digits === undefined ? 0 : Number(digits);
}
