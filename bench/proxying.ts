import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { harFile, redactor, startProxy } from '#replay';

/** The recording proxy as `scimulate record` runs it: `node proxying.ts TARGET TOKEN`. */
const [target = '', token = ''] = process.argv.slice(2);
const stopped = once(process, 'SIGTERM');
const folder = mkdtempSync(join(tmpdir(), 'scimulate-bench-'));
const file = harFile(join(folder, 'recording.har'), { name: 'bench', version: '0' });
const redact = redactor();
const proxy = await startProxy({ target, onExchange: (exchange) => file.add(redact(exchange)) });
console.log(JSON.stringify({ ready: true, scim: proxy.url, token }));
await stopped;
await proxy.close();
file.close();
rmSync(folder, { recursive: true });
