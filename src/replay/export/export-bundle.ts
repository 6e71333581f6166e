import { harFrom } from '#wire';
import type { Recording } from '../recording/recording.ts';
import { redactor } from '../redact/redactor.ts';
import { brunoFiles } from './bruno.ts';
import type { Case } from './case.ts';
import { caseOf } from './case-of.ts';
import type { ExportedFinding } from './fault-of.ts';
import { httpFiles } from './http-file.ts';
import { mswHandlers } from './msw-handlers.ts';
import { postmanCollection } from './postman.ts';
import { readme } from './readme.ts';
import { redactedOracle } from './redacted-oracle.ts';
import { runSh } from './run-sh.ts';
import { testFiles } from './test-files.ts';

export interface ExportOptions {
  /** Of scimulate, for the archive. */
  readonly version: string;
  /** What the fault is, as one types it; default: what the recording says, else the last error. */
  readonly oracle?: string | undefined;
  /** What a check found; its last exchange is the last of the recording. */
  readonly finding?: ExportedFinding | undefined;
  /** Credentials that are known from elsewhere. */
  readonly secrets?: readonly string[] | undefined;
  /** Other names and addresses in place of those of people. */
  readonly pseudonyms?: { readonly key: string } | undefined;
}

/**
 * A recording in every form in which others can send it again, by the names of files. No form holds a credential.
 * @throws RecordingError, OracleSyntaxError
 */
export function exportBundle(recording: Recording, options: ExportOptions): ReadonlyMap<string, string> {
  const { pseudonyms, finding, version } = options;
  const redact = redactor({ secrets: options.secrets, pseudonyms });
  const given = options.oracle ?? recording.oracle;
  const safe = { ...recording, exchanges: recording.exchanges.map(redact) };
  const oracle = given === undefined || pseudonyms === undefined ? given : redactedOracle(given, recording, redact);
  // A finding tells in words what it saw, and so whom.
  const told =
    finding === undefined || pseudonyms === undefined
      ? finding
      : { ...finding, message: finding.title, expected: '', observed: '' };
  const subject = caseOf(safe, { oracle, finding: told });
  const files = new Map<string, string>([
    ['case.json', caseJson(subject)],
    ['exchange.har', archive(safe, oracle, version)],
    ['run.sh', runSh(subject)],
    ...testFiles(subject),
    ...httpFiles(subject),
    ['case.postman_collection.json', postmanCollection(subject)],
    ...brunoFiles(subject),
    ['msw-handlers.ts', mswHandlers(safe)],
  ]);
  return new Map([['README.md', readme(subject, [...files.keys()])], ...files]);
}

function caseJson(subject: Case): string {
  return `${JSON.stringify({ schemaVersion: 1, ...subject }, null, 2)}\n`;
}

function archive({ exchanges, marked }: Recording, oracle: string | undefined, version: string): string {
  const { log } = harFrom(exchanges, { creator: { name: 'scimulate export', version } });
  const entries = log.entries.map((entry) => (entry._id === marked ? { ...entry, _fault: true } : entry));
  return `${JSON.stringify({ log: { ...log, ...(oracle === undefined ? {} : { _oracle: oracle }), entries } }, null, 2)}\n`;
}
