import { buildIfStale } from '../scripts/build.ts';
import { load, type Measured, once, type Shot } from './load.ts';
import { type Subject, start } from './subject.ts';

/** How fast the reference server is beside a bare node:http server and SCIMMY: all in one run, so that ratios hold. */
const quick = process.argv.includes('--quick');
const population = quick ? 200 : 1000;
const durationMs = quick ? 500 : 2000;
const warmUpMs = quick ? 200 : 500;
const rounds = quick ? 1 : 2;

const operations = {
  'GET by id': (ids: readonly string[]): Shot => ({ method: 'GET', path: `/Users/${ids[random(ids.length)]}` }),
  'filter eq': (): Shot => ({ method: 'GET', path: `/Users?filter=userName%20eq%20%22bench${random(population)}%22` }),
  POST: (): Shot => newUser(),
} as const;

let made = 0;
await buildIfStale();
const reference = await start('reference', [
  'dist/src/cli/bin.js',
  'serve',
  '--port',
  '0',
  '--rate-limit',
  'off',
  '--json',
]);
const scimmy = await start('SCIMMY', ['fixtures/targets/scimmy/start-scimmy.ts']);
const ids = new Map([
  [reference.name, await populate(reference)],
  [scimmy.name, await populate(scimmy)],
]);
const floor = await start('floor', ['bench/floor.ts'], {
  FLOOR_ITEM: await once(reference, operations['GET by id'](ids.get(reference.name) ?? [])),
  FLOOR_LIST: await once(reference, operations['filter eq']()),
});
const subjects = [floor, reference, scimmy];

try {
  console.log(`${population} users, 16 connections, Node ${process.version}\n`);
  console.log(['operation', 'server', 'requests/s', 'p50 ms', 'p99 ms', 'of floor', 'of SCIMMY'].map(cell).join(''));
  for (const [name, shot] of Object.entries(operations)) {
    const results = await measure((subject) => shot(ids.get(subject.name) ?? ['x']));
    for (const [server, result] of results) console.log(row(name, server, result, results));
  }
} finally {
  await Promise.all(subjects.map((subject) => subject.stop()));
}

/** Each server in turn, again and again, so that whatever else the machine does falls on all; the best round counts. */
async function measure(shot: (subject: Subject) => Shot): Promise<ReadonlyMap<string, Measured>> {
  const best = new Map<string, Measured>();
  for (const subject of subjects) await load(subject, warmUpMs, () => shot(subject));
  for (let round = 0; round < rounds; round += 1) {
    for (const subject of subjects) {
      const measured = await load(subject, durationMs, () => shot(subject));
      const before = best.get(subject.name);
      if (before === undefined || measured.perSecond > before.perSecond) best.set(subject.name, measured);
    }
  }
  return best;
}

async function populate(subject: Subject): Promise<readonly string[]> {
  const found: string[] = [];
  for (let index = 0; index < population; index += 1) {
    const { id }: { readonly id: string } = JSON.parse(await once(subject, newUser(`bench${index}`)));
    found.push(id);
  }
  return found;
}

function newUser(userName = `made${made++}`): Shot {
  const body = {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName,
    name: { givenName: 'Ada', familyName: 'Lovelace', formatted: 'Ada Lovelace' },
    emails: [{ value: `${userName}@example.com`, type: 'work', primary: true }],
    active: true,
  };
  return { method: 'POST', path: '/Users', body: JSON.stringify(body) };
}

function row(
  operation: string,
  server: string,
  { perSecond, p50Ms, p99Ms }: Measured,
  all: ReadonlyMap<string, Measured>,
): string {
  const ratio = (to: string) => (perSecond / (all.get(to)?.perSecond ?? Number.NaN)).toFixed(2);
  return [operation, server, perSecond.toFixed(0), p50Ms.toFixed(2), p99Ms.toFixed(2), ratio('floor'), ratio('SCIMMY')]
    .map(cell)
    .join('');
}

function cell(text: string, column: number): string {
  return column < 2 ? text.padEnd(12) : text.padStart(12);
}

function random(below: number): number {
  return Math.floor(Math.random() * below);
}
