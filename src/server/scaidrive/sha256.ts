/** SHA-256 of a text in UTF-8, in hex, at once: a transaction has no pause in which WebCrypto could answer. */
export const sha256Now: (text: string) => string = ofTheRuntime() ?? sha256InScript;

/** Where the runtime has a hash that answers at once, it is many times as fast. Asked for, since a browser has no `node:`. */
function ofTheRuntime(): ((text: string) => string) | undefined {
  if (typeof process === 'undefined' || typeof process.getBuiltinModule !== 'function') return undefined;
  const crypto = process.getBuiltinModule('node:crypto');
  return typeof crypto?.hash === 'function' ? (text) => crypto.hash('sha256', text, 'hex') : undefined;
}

/** @see FIPS 180-4 */
export function sha256InScript(text: string): string {
  const bytes = encoder.encode(text);
  const padded = new Uint8Array((((bytes.length + 8) >> 6) << 6) + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
  const state = Int32Array.from(initial);
  for (let at = 0; at < padded.length; at += 64) compress(state, view, at);
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

const initial = fractionsOf(2, 8);
const constants = fractionsOf(3, 64);
const schedule = new Int32Array(64);
const encoder = new TextEncoder();

function compress(state: Int32Array, view: DataView, offset: number): void {
  for (let at = 0; at < 64; at += 1) {
    if (at < 16) schedule[at] = view.getInt32(offset + at * 4);
    else {
      const a = word(schedule, at - 15);
      const b = word(schedule, at - 2);
      const small = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
      const large = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
      schedule[at] = (word(schedule, at - 16) + small + word(schedule, at - 7) + large) | 0;
    }
  }
  let a = word(state, 0);
  let b = word(state, 1);
  let c = word(state, 2);
  let d = word(state, 3);
  let e = word(state, 4);
  let f = word(state, 5);
  let g = word(state, 6);
  let h = word(state, 7);
  for (let at = 0; at < 64; at += 1) {
    const one = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const first = (h + one + ((e & f) ^ (~e & g)) + word(constants, at) + word(schedule, at)) | 0;
    const zero = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const second = (zero + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0] = word(state, 0) + a;
  state[1] = word(state, 1) + b;
  state[2] = word(state, 2) + c;
  state[3] = word(state, 3) + d;
  state[4] = word(state, 4) + e;
  state[5] = word(state, 5) + f;
  state[6] = word(state, 6) + g;
  state[7] = word(state, 7) + h;
}

function word(words: Int32Array, at: number): number {
  return words[at] ?? 0;
}

function turned(value: number, by: number): number {
  return (value >>> by) | (value << (32 - by));
}

/** The first 32 bits of the fractions of the square (2) or cube (3) roots of the first primes. */
function fractionsOf(root: 2 | 3, count: number): Int32Array {
  const found: number[] = [];
  const primes: number[] = [];
  for (let number = 2; found.length < count; number += 1) {
    if (primes.some((prime) => number % prime === 0)) continue;
    primes.push(number);
    const exact = number ** (1 / root);
    found.push(((exact - Math.floor(exact)) * 0x100000000) | 0);
  }
  return Int32Array.from(found);
}
