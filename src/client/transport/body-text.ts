import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, type ZlibOptions, zstdDecompress } from 'node:zlib';
import { type Header, headerOf, TransportError } from '#wire';

type Decoder = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Uint8Array>;

/** What undoes a Content-Encoding. `deflate` is sent with and without the zlib header. */
const decoders: Readonly<Record<string, Decoder>> = {
  gzip: promisify<Uint8Array, ZlibOptions, Buffer>(gunzip),
  'x-gzip': promisify<Uint8Array, ZlibOptions, Buffer>(gunzip),
  deflate: async (bytes, options) => {
    try {
      return await promisify<Uint8Array, ZlibOptions, Buffer>(inflate)(bytes, options);
    } catch {
      return promisify<Uint8Array, ZlibOptions, Buffer>(inflateRaw)(bytes, options);
    }
  },
  br: promisify<Uint8Array, { maxOutputLength: number }, Buffer>(brotliDecompress),
  zstd: promisify<Uint8Array, { maxOutputLength: number }, Buffer>(zstdDecompress),
  identity: async (bytes) => bytes,
};

/**
 * The body of an answer as UTF-8 text, decompressed. A byte order mark stays: whoever reads the exchange may see it.
 * @throws TransportError protocol when it is larger than `maxBytes` or its compression is broken or unknown
 */
export async function bodyText(
  chunks: AsyncIterable<Uint8Array>,
  headers: readonly Header[],
  maxBytes: number,
): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    parts.push(chunk);
  }
  const bytes = await decode(Buffer.concat(parts), headerOf({ headers }, 'content-encoding') ?? '', maxBytes);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

async function decode(bytes: Uint8Array, encodings: string, maxBytes: number): Promise<Uint8Array> {
  let decoded = bytes;
  for (const name of encodings.toLowerCase().split(',').reverse()) {
    const encoding = name.trim();
    if (encoding === '' || decoded.byteLength === 0) continue;
    const decoder = decoders[encoding];
    if (decoder === undefined) throw new TransportError('protocol', `the answer is encoded as "${encoding}"`);
    decoded = await decoder(decoded, { maxOutputLength: maxBytes }).catch((error: unknown) => {
      if (error instanceof RangeError) throw tooLarge(maxBytes);
      throw new TransportError('protocol', `the answer says that it is ${encoding}, but it is not`);
    });
  }
  return decoded;
}

function tooLarge(maxBytes: number): TransportError {
  return new TransportError('protocol', `the answer is larger than ${maxBytes} bytes`);
}
