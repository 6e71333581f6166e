import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { type Header, headerOf } from '#wire';

/** What passes is kept up to this size; more passes, and the record says where it was cut. */
const maxKeptBytes = 64 * 1024 * 1024;

/** The bytes of one body as they pass. */
export interface Captured {
  readonly add: (chunk: Uint8Array) => void;
  /** How many bytes have passed. */
  readonly size: () => number;
  /** As text, decompressed. */
  readonly text: (headers: readonly Header[]) => string;
}

/** Keeps a copy of a body that passes. */
export function captured(): Captured {
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    add: (chunk) => {
      if (size < maxKeptBytes) chunks.push(chunk);
      size += chunk.byteLength;
    },
    size: () => size,
    text: (headers) => {
      const [only] = chunks;
      const bytes = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
      const text = Buffer.from(decoded(bytes, headerOf({ headers }, 'content-encoding') ?? '')).toString('utf8');
      return size > maxKeptBytes ? `${text}… (${size} bytes in all)` : text;
    },
  };
}

const decoders: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: (bytes) => {
    try {
      return inflateSync(bytes);
    } catch {
      return inflateRawSync(bytes);
    }
  },
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};

/** A body that cannot be decoded is kept as it is: the recorder must not fail where the two ends do not. */
function decoded(bytes: Uint8Array, encoding: string): Uint8Array {
  if (bytes.byteLength === 0) return bytes;
  try {
    return encoding
      .toLowerCase()
      .split(',')
      .reverse()
      .reduce((rest, name) => decoders[name.trim()]?.(rest) ?? rest, bytes);
  } catch {
    return bytes;
  }
}

/** `rawHeaders` of node:http as lines. */
export function headersOf(raw: readonly string[]): readonly Header[] {
  const headers: Header[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) headers.push([raw[at] ?? '', raw[at + 1] ?? '']);
  return headers;
}
