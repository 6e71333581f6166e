import { crc32, deflateRawSync } from 'node:zlib';

/**
 * Files as a zip archive: names in UTF-8, contents deflated, and one date for all, so that the same files give the same
 * bytes. Names and sizes must fit the classic format: less than 65,536 files and 4 GB.
 */
export function zipOf(files: ReadonlyMap<string, string>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of files) {
    const path = Buffer.from(name);
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const about = description(content, packed, path);
    const local = Buffer.concat([numbers([4, 0x04034b50]), about, numbers([2, 0]), path, packed]);
    // Made on Unix, so that the attributes say who may read and run it.
    const mode = name.endsWith('.sh') ? 0o100755 : 0o100644;
    directory.push(
      Buffer.concat([
        numbers([4, 0x02014b50], [2, 0x0314]),
        about,
        numbers([2, 0], [2, 0], [2, 0], [2, 0], [4, mode * 0x10000], [4, offset]),
        path,
      ]),
    );
    parts.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = numbers(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, files.size],
    [2, files.size],
    [4, index.length],
    [4, offset],
    [2, 0],
  );
  return Buffer.concat([...parts, index, end]);
}

/** What the local header and the directory say alike. */
function description(content: Buffer, packed: Buffer, path: Buffer): Buffer {
  const [utf8, deflated, midnight, firstDay] = [0x0800, 8, 0, 0x21];
  return numbers(
    [2, 20],
    [2, utf8],
    [2, deflated],
    [2, midnight],
    [2, firstDay],
    [4, crc32(content)],
    [4, packed.length],
    [4, content.length],
    [2, path.length],
  );
}

/** Little-endian, each with its width in bytes. */
function numbers(...values: readonly (readonly [width: number, value: number])[]): Buffer {
  return Buffer.concat(
    values.map(([width, value]) => {
      const bytes = Buffer.alloc(width);
      bytes.writeUIntLE(value, 0, width);
      return bytes;
    }),
  );
}
