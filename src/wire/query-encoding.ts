/** How the names and values of a query are written. Two clients that mean the same may write it differently. */
export interface QueryEncoding {
  /** The ASCII characters beside letters and digits that stay as they are. */
  readonly keeps: string;
  readonly space: '%20' | '+';
  readonly hex: 'upper' | 'lower';
}

export const queryEncodings = {
  /** RFC 3986: everything but its unreserved characters is percent-encoded. */
  percent: { keeps: '-._~', space: '%20', hex: 'upper' },
  /** The form encoding of .NET, with lower-case hex. [entra-url-01] */
  form: { keeps: '-_.!*()', space: '+', hex: 'lower' },
} as const satisfies Record<string, QueryEncoding>;

/** Name and value, not yet encoded. A pair whose value is undefined is left out. */
export type QueryPair = readonly [name: string, value: string | number | undefined];

/** The query after the `?`, in the order given; empty without pairs. */
export function queryFrom(pairs: readonly QueryPair[], encoding: QueryEncoding = queryEncodings.percent): string {
  return pairs
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeText(name, encoding)}=${encodeText(String(value), encoding)}`)
    .join('&');
}

/** One name, value or path segment, encoded over its UTF-8 bytes. */
export function encodeText(text: string, encoding: QueryEncoding = queryEncodings.percent): string {
  let encoded = '';
  for (const byte of new TextEncoder().encode(text)) {
    const character = String.fromCharCode(byte);
    if (/[A-Za-z0-9]/.test(character) || encoding.keeps.includes(character)) encoded += character;
    else if (character === ' ') encoded += encoding.space;
    else encoded += `%${hexOf(byte, encoding)}`;
  }
  return encoded;
}

function hexOf(byte: number, encoding: QueryEncoding): string {
  const hex = byte.toString(16).padStart(2, '0');
  return encoding.hex === 'upper' ? hex.toUpperCase() : hex;
}
