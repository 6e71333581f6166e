import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { exportBundle } from '#replay';
import { readRun } from '#run';
import { isObject } from '#scim';
import { counted } from '#wire';
import { type FindingOfRun, findingIn } from '../export/finding.ts';
import { zipOf } from '../export/zip.ts';
import { ensureFolder, readText, writeText } from '../files.ts';
import { pseudonymKey } from '../replay/pseudonym-key.ts';
import { recordingIn } from '../replay/surroundings.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verbs.ts';
import { version } from '../version.ts';

export const exportFiles: Run = async ({ values, words, terminal }) => {
  const [file = '', check] = words;
  const out = resolve(values.out ?? 'scimulate-bundle');
  const { recording, finding } = sourceOf(file, check);
  const key =
    values.pseudonymKeyFile === undefined ? randomBytes(32).toString('hex') : pseudonymKey(values.pseudonymKeyFile);
  const files = exportBundle(recording, {
    version: version(),
    oracle: values.oracle,
    finding,
    pseudonyms: values.pseudonyms === true ? { key } : undefined,
  });
  const isZip = values.zip === true;
  const path = isZip ? `${out}.zip` : out;
  if (isZip) writeZip(path, zipOf(files));
  else writeFolder(out, files);
  terminal.out(
    values.json === true
      ? JSON.stringify({ bundle: path, steps: recording.exchanges.length, files: [...files.keys()] })
      : `${counted(recording.exchanges.length, 'step')}, as ${files.size} files in ${path}; README.md says how to run each.`,
  );
  return 0;
};

function sourceOf(file: string, check: string | undefined): Pick<FindingOfRun, 'recording'> & Partial<FindingOfRun> {
  const text = readText(file, 'recording');
  if (isTestRun(text)) return findingIn(readRun(text, file), file, check);
  if (check !== undefined)
    throw new UsageError(`${file} is no run of checks, so that "${check}" cannot be looked for in it.`);
  return { recording: recordingIn(file) };
}

function isTestRun(text: string): boolean {
  if (!text.includes('"schemaVersion"')) return false;
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) && json.schemaVersion === 1 && json.kind === 'test';
  } catch {
    return false;
  }
}

function writeZip(file: string, bytes: Uint8Array): void {
  ensureFolder(dirname(file));
  writeFileSync(file, bytes);
}

/** A bundle takes the place of an earlier one, and of nothing else. */
function writeFolder(folder: string, files: ReadonlyMap<string, string>): void {
  ensureFolder(folder);
  if (existsSync(join(folder, 'case.json')))
    for (const name of ['bruno', 'bodies']) rmSync(join(folder, name), { recursive: true, force: true });
  else if (readdirSync(folder).length > 0)
    throw new UsageError(`${folder} holds other files; name a folder with --out that is empty or new.`);
  for (const [name, text] of files) writeText(join(folder, name), text);
}
