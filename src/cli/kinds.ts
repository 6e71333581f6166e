/** How the text of a flag, a variable or a config value is read. A parser throws a RangeError that says what it wants. */
export const kinds = {
  text: (text: string) => text,
  switch: (text: string) => yesOrNo(text),
  boolean: (text: string) => yesOrNo(text),
  count: (text: string) => integer(text, 0),
  positive: (text: string) => integer(text, 1),
  port: (text: string) => port(text),
  /** Comma-separated. */
  list: (text: string): readonly string[] =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  /** Given once for each value; in a variable or a config file, one a line. */
  repeated: (text: string): readonly string[] => text.split('\n').filter(Boolean),
  /** Requests a second; 0 is no limit. */
  rate: (text: string) => ratePerSecond(text),
  /** Milliseconds. */
  duration: (text: string) => durationMs(text),
  /** Bytes. */
  size: (text: string) => bytes(text),
  shard: (text: string) => shard(text),
  /** Of a URL; empty is its root. */
  path: (text: string) => path(text),
} as const;

export type Kind = keyof typeof kinds;

const seconds = { s: 1, min: 60, h: 3600 } as const;
const milliseconds = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 } as const;
const multiples = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 } as const;

function yesOrNo(text: string): boolean {
  if (['true', '1', 'yes', 'on'].includes(text.toLowerCase())) return true;
  if (['false', '0', 'no', 'off', ''].includes(text.toLowerCase())) return false;
  throw new RangeError('must be true or false');
}

function integer(text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`must be a whole number from ${least}`);
  }
  return value;
}

function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) throw new RangeError('must be a port from 0 to 65535');
  return value;
}

function ratePerSecond(text: string): number {
  if (text === 'off') return 0;
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(?:\/(s|min|h))?$/.exec(text) ?? [];
  if (amount === undefined || Number(amount) === 0) throw new RangeError('must look like 10/s, 600/min or off');
  return Number(amount) / unitOf(seconds, unit ?? 's');
}

function durationMs(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|min|h)$/.exec(text) ?? [];
  if (amount === undefined || unit === undefined) throw new RangeError('must look like 500ms, 30s or 2min');
  return Math.round(Number(amount) * unitOf(milliseconds, unit));
}

function bytes(text: string): number {
  const [, amount, unit] = /^(\d+)(b|kb|mb|gb)?$/.exec(text.toLowerCase()) ?? [];
  if (amount === undefined) throw new RangeError('must look like 1mb, 512kb or a number of bytes');
  return Number(amount) * unitOf(multiples, unit ?? 'b');
}

function shard(text: string): { readonly index: number; readonly total: number } {
  const [, index, total] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const [part, of] = [Number(index), Number(total)];
  if (index === undefined || part < 1 || part > of) throw new RangeError('must look like 1/3');
  return { index: part, total: of };
}

function path(text: string): string {
  if (!/^(?:\/[^\s?#]*)?$/.test(text)) throw new RangeError('must be a path that begins with /, such as /scim/v2');
  return text;
}

function unitOf(table: Readonly<Record<string, number>>, unit: string): number {
  return table[unit] ?? 1;
}
