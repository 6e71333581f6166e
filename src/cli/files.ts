import { accessSync, closeSync, constants, mkdirSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from './usage-error.ts';

const mb = 1024 * 1024;

/** Several whole runs with all their exchanges; what is longer was hardly meant. */
const mostBytes = 90 * mb;

/**
 * The text of a file, without the mark that some editors put before it.
 * @throws UsageError with the file and why it cannot be read: not there, too long, or no text
 */
export function readText(file: string, kind: string, most = mostBytes): string {
  const bytes = bytesOf(file, kind, most);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`the ${kind} ${file} is no text in UTF-8.`);
  }
}

/** Piece by piece, since pipes and devices do not tell how much they hold. */
function bytesOf(file: string, kind: string, most: number): Buffer {
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    const opened = openSync(file, 'r');
    try {
      for (;;) {
        const piece = Buffer.allocUnsafe(mb);
        const count = readSync(opened, piece);
        if (count === 0) return Buffer.concat(pieces);
        pieces.push(piece.subarray(0, count));
        length += count;
        if (length > most) break;
      }
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    throw new UsageError(`the ${kind} ${file} cannot be read (${reason(error)}).`);
  }
  throw new UsageError(`the ${kind} ${file} has more than the ${most / mb} MB that can be read.`);
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
