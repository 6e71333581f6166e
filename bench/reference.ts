import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { startServer } from '#server';

/**
 * The reference server: `node reference.ts [--scaidrive] [FILE]`. As SCIM alone, or with the product behind it that
 * `scimulate serve` has: its accounts, and an audit log whose events are chained by hashes.
 */
const { values, positionals } = parseArgs({
  options: { scaidrive: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const stopped = once(process, 'SIGTERM');
const [data] = positionals;
const { scim, token, close } = await startServer({ data, scaidrive: values.scaidrive, rateLimit: null });
console.log(JSON.stringify({ ready: true, scim, token }));
await stopped;
await close();
