import { existsSync } from 'node:fs';
import { run } from './child.ts';

/**
 * Mutates src/scim and says which change no test notices. Arguments are files or patterns to mutate instead; the tests
 * are those of src/scim, or of MUTATION_TESTS.
 *
 *     npm run mutation -- 'src/scim/text/*.ts'
 */
const folder = 'fixtures/mutation';
const installed = `${folder}/node_modules/@stryker-mutator/core/bin/stryker.js`;

if (!existsSync(installed)) {
  const { code, output } = await run('npm', ['ci', '--prefix', folder, '--ignore-scripts', '--no-fund', '--no-audit']);
  if (code !== 0) throw new Error(`Stryker cannot be installed:\n${output}`);
}
const patterns = process.argv.slice(2);
const mutate = patterns.length === 0 ? [] : ['--mutate', [...patterns, '!**/*.test.ts'].join(',')];
const { code } = await run('node', [installed, 'run', `${folder}/stryker.config.json`, ...mutate], { show: true });
process.exitCode = code;
