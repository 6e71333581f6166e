import { parseArgs } from 'node:util';
import { type Fuzzed, fuzzHandler, fuzzSocket } from '../fixtures/load/fuzz.ts';

/**
 * Generated requests at the reference server: no answer 5xx, none after more than a second, every error a SCIM error, and
 * no memory kept. `--seed` repeats a run, `--requests` scales it; one in eleven goes over a socket.
 */
const { values } = parseArgs({
  options: { seed: { type: 'string' }, requests: { type: 'string', default: '100000' } },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const count = Number(values.requests);
const maxMs = 1000;
const maxGrowthBytes = 50 * 2 ** 20;

console.log(`seed ${seed}`);
try {
  for (const [at, profile] of (['lenient', 'strict'] as const).entries()) {
    judge(`handler, ${profile}`, await fuzzHandler({ seed: seed + at, count: count / 2, profile, maxMs }));
    judge(`socket, ${profile}`, await fuzzSocket({ seed: seed + at, count: count / 20, profile, maxMs }));
  }
} catch (error) {
  // The smallest request that fails may be a large one.
  const text = error instanceof Error ? error.message : String(error);
  console.error(text.length < 4000 ? text : `${text.slice(0, 3000)}\n…\n${text.slice(-1000)}`);
  if (error instanceof Error && error.cause !== undefined) console.error(error.cause);
  console.error(`\nagain: npm run fuzz -- --seed ${seed} --requests ${count}`);
  process.exitCode = 1;
}

function judge(name: string, { count: sent, byStatus, slowestMs, heapGrowthBytes }: Fuzzed): void {
  const statuses = [...byStatus]
    .toSorted(([a], [b]) => a - b)
    .map(([status, times]) => `${status || 'closed'} ${times}`);
  const growth = (heapGrowthBytes / 2 ** 20).toFixed(1);
  console.log(`${name}: ${sent} requests, slowest ${slowestMs.toFixed(0)} ms, heap ${growth} MB more`);
  console.log(`  ${statuses.join(', ')}`);
  if (heapGrowthBytes > maxGrowthBytes) throw new Error(`the heap grew by ${growth} MB`);
}
