import { buildIfStale } from './build.ts';
import { run } from './child.ts';

/** `npm start`: what the product does, in one go, against the reference server. */
const out = 'scimulate-report';
const commands = [
  ['test', '--seed', '1', '--out', `${out}/test`],
  ['simulate', 'entra', '--out', `${out}/entra`],
  ['report', `${out}/test/run.json`, `${out}/entra/run.json`, '--out', out],
] as const;

try {
  await buildIfStale();
  for (const command of commands) {
    console.log(`\n$ npx scimulate ${command.join(' ')}`);
    const { code } = await run('node', ['dist/src/cli/bin.js', ...command], { show: true });
    process.exitCode ||= code;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
