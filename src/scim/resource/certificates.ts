/**
 * How many certificates a base64 text holds: DER SEQUENCEs that fill it one after the other.
 * 0 when it is anything else, which is none of our business (dispute D72).
 * @see RFC 7643 §4.1.2 (x509Certificates)
 */
export function certificatesIn(base64: string): number {
  const data = base64.replace(/={1,2}$/, '');
  const length = Math.floor((data.length * 3) / 4);
  let count = 0;
  let at = 0;
  while (at < length) {
    const next = endOfSequence(data, at);
    if (next === undefined || Number.isNaN(next) || next > length) return 0;
    at = next;
    count++;
  }
  return count;
}

const sequenceTag = 0x30;

/** Where the SEQUENCE that begins at a byte ends, exclusive; undefined when none begins there. */
function endOfSequence(data: string, at: number): number | undefined {
  if (byteAt(data, at) !== sequenceTag) return undefined;
  const first = byteAt(data, at + 1);
  if (first < 0x80) return at + 2 + first;
  const lengthBytes = first - 0x80;
  if (lengthBytes < 1 || lengthBytes > 4) return undefined;
  let length = 0;
  for (let each = 0; each < lengthBytes; each++) length = length * 256 + byteAt(data, at + 2 + each);
  return at + 2 + lengthBytes + length;
}

/** One byte of the data: eight bits out of two digits of six. NaN past the end, which equals nothing. */
function byteAt(data: string, index: number): number {
  const digit = Math.floor((index * 8) / 6);
  if (digit + 1 >= data.length) return Number.NaN;
  const bits = sixBits(data.charAt(digit)) * 64 + sixBits(data.charAt(digit + 1));
  return Math.floor(bits / 2 ** (4 - ((index * 8) % 6))) % 256;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function sixBits(digit: string): number {
  if (digit === '-') return 62;
  return digit === '_' ? 63 : alphabet.indexOf(digit);
}
