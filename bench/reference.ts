import { once } from 'node:events';
import { startServer } from '#server';

/** The reference server as SCIM alone, without the product that `scimulate serve` puts behind it: `node reference.ts [FILE]`. */
const [data] = process.argv.slice(2);
const stopped = once(process, 'SIGTERM');
const { scim, token, close } = await startServer({ data, scaidrive: false });
console.log(JSON.stringify({ ready: true, scim, token }));
await stopped;
await close();
