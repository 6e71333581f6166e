import { accessSync, constants, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from './usage-error.ts';

/** @throws UsageError with the file and why it cannot be read */
export function readText(file: string, kind: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`the ${kind} ${file} cannot be read (${reason(error)}).`);
  }
}

/** Makes the folder where there is none. @throws UsageError with the file and why it cannot be written */
export function writeText(file: string, text: string): void {
  try {
    makeFolders(dirname(file));
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`${file} cannot be written (${reason(error)}).`);
  }
}

/** Asked before anything runs: hours of work must not end at a closed door. @throws UsageError */
export function ensureFolder(folder: string): void {
  try {
    makeFolders(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new UsageError(`the folder ${folder} cannot be written to (${reason(error)}).`);
  }
}

/** One by one: where a file system takes no folders (/proc), the recursive form of Node never ends. */
function makeFolders(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(folder);
  if (statSync(above, { throwIfNoEntry: false }) === undefined) makeFolders(above);
  mkdirSync(folder);
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
