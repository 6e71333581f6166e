import { closeSync, openSync, writeSync } from 'node:fs';
import { type Exchange, harFrom } from '#wire';

/** An HTTP archive that grows on disk and is whole after each exchange, so that a kill at any moment loses nothing. */
export interface HarFile {
  readonly path: string;
  readonly add: (exchange: Exchange) => void;
  readonly close: () => void;
}

const tail = '\n]}}\n';

/**
 * Begins an archive. A file that exists is never written over.
 * @throws the error of node:fs, with its code: EEXIST, EACCES, ENOENT
 */
export function harFile(path: string, creator: { readonly name: string; readonly version: string }): HarFile {
  const file = openSync(path, 'wx');
  const head = `{"log":{"version":"1.2","creator":${JSON.stringify(creator)},"entries":[`;
  writeSync(file, `${head}${tail}`);
  let end = Buffer.byteLength(head);
  let isFirst = true;
  let isOpen = true;
  return {
    path,
    add: (exchange) => {
      // What was under way when the recorder stopped may end after it.
      if (!isOpen) return;
      const [entry] = harFrom([exchange], { creator }).log.entries;
      const piece = Buffer.from(`${isFirst ? '' : ','}\n${JSON.stringify(entry)}${tail}`);
      // One write over the tail: the file ends whole before it and after it.
      writeSync(file, piece, 0, piece.length, end);
      end += piece.length - tail.length;
      isFirst = false;
    },
    close: () => {
      if (isOpen) closeSync(file);
      isOpen = false;
    },
  };
}
