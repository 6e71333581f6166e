import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { readConfig } from '#config';
import { readBaseline, writeRun } from '#run';
import { sampleFinding, sampleResult, sampleRun } from '../../../fixtures/runs/sample-run.ts';

const bin = fileURLToPath(new URL('../bin.ts', import.meta.url));
const folder = () => test.info().outputPath('project');

function init(...args: readonly string[]) {
  mkdirSync(folder(), { recursive: true });
  return spawnSync(process.execPath, [bin, 'init', ...args], { cwd: folder(), encoding: 'utf8' });
}

test('writes a config that can be read, a baseline and a job, and says what to do next', async () => {
  const url = 'https://dev.example.com/scim/v2';
  const { status, stdout } = init('--target', url, '--token-env', 'MY_TOKEN', '--ci', 'gitlab');
  expect(status).toBe(0);
  expect(stdout).toContain('npx scimulate doctor --target dev');
  expect(await readConfig(folder())).toMatchObject({ targets: { dev: { url, tokenEnv: 'MY_TOKEN' } } });
  expect(readFileSync(join(folder(), '.gitlab-ci.yml'), 'utf8')).toContain('--target dev');
  const baseline = join(folder(), 'scimulate.baseline.json');
  expect(readBaseline(readFileSync(baseline, 'utf8'), baseline).entries).toEqual([]);
});

test('begins the baseline with what the last run found', () => {
  mkdirSync(join(folder(), 'scimulate-report'), { recursive: true });
  const failed = sampleResult('user-create', { status: 'failed', findings: [sampleFinding()] });
  writeFileSync(join(folder(), 'scimulate-report/run.json'), writeRun(sampleRun([failed])));
  expect(init().status).toBe(0);
  const baseline = join(folder(), 'scimulate.baseline.json');
  expect(readBaseline(readFileSync(baseline, 'utf8'), baseline).entries).toMatchObject([{ check: 'user-create' }]);
});

test('writes over nothing, and then writes nothing at all', () => {
  mkdirSync(folder(), { recursive: true });
  writeFileSync(join(folder(), 'scimulate.config.json'), '{}');
  const { status, stderr } = init('--ci', 'github');
  expect(status).toBe(2);
  expect(stderr).toBe(
    'scimulate: scimulate.config.json is there already, and nothing was written; move it away first.\n',
  );
  expect(existsSync(join(folder(), '.github'))).toBe(false);
});

for (const [args, sentence] of [
  [['--target', 'nonsense'], /target "nonsense" is no URL/],
  [['--ci', 'gitlib'], /--ci is "gitlib"; there is no choice "gitlib"; did you mean "gitlab"\?/],
] as const) {
  test(`refuses ${args.join(' ')}`, () => {
    const { status, stderr } = init(...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(sentence);
  });
}
