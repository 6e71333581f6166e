import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { ConfigError } from './config.ts';
import { readConfig } from './read-config.ts';
import { suiteConfig } from './suite-config.ts';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'scimulate-config-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

test('a folder without a config file has an empty config', async () => {
  expect(await readConfig(folderWith({}))).toEqual({});
});

test('reads the JSON file of the folder', async () => {
  const config = { targets: { dev: { url: 'https://dev.example.com/scim/v2', tokenEnv: 'DEV_TOKEN' } }, runs: 5 };
  expect(await readConfig(folderWith({ 'scimulate.config.json': JSON.stringify(config) }))).toEqual(config);
});

test('reads a file without an ending as JSON, where it took it for a module that says nothing', async () => {
  expect(await readConfig(folderWith({ settings: '{"runs": 5}' }), 'settings')).toEqual({ runs: 5 });
  await expect(readConfig(folderWith({ settings: '[]' }), 'settings')).rejects.toThrow('must be object');
});

test('reads a module with a default export', async () => {
  const folder = folderWith({
    'mine.mjs': 'export default { target: "dev", targets: { dev: { url: "http://x/" } } };',
  });
  expect((await readConfig(folder, 'mine.mjs')).target).toBe('dev');
});

for (const [what, text, says] of [
  ['malformed JSON', '{', 'cannot be read'],
  ['a target without a URL', '{"targets":{"dev":{}}}', "targets.dev must have required property 'url'"],
  ['an unknown quirk', '{"targets":{"dev":{"url":"http://x","quirks":{"usrName":"{}"}}}}', 'targets.dev.quirks'],
] as const) {
  test(`says in one sentence what is wrong with ${what}`, async () => {
    const reading = readConfig(folderWith({ 'scimulate.config.json': text }));
    await expect(reading).rejects.toThrow(ConfigError);
    await expect(reading).rejects.toThrow(says);
  });
}

test('refuses a credential in the file and does not repeat it', async () => {
  const reading = readConfig(
    folderWith({ 'scimulate.config.json': '{"targets":{"dev":{"url":"http://x","token":"hunter2"}}}' }),
  );
  await expect(reading).rejects.toThrow('tokenEnv');
  await expect(reading).rejects.not.toThrow('hunter2');
});

test('says that the file which was named is not there', async () => {
  await expect(readConfig(folderWith({}), 'other.json')).rejects.toThrow('there is no config file other.json.');
});

test('a suite config without a target says so at once', () => {
  const before = process.env.SCIMULATE_TARGET_URL;
  delete process.env.SCIMULATE_TARGET_URL;
  expect(() => suiteConfig()).toThrow('SCIMULATE_TARGET_URL');
  if (before !== undefined) process.env.SCIMULATE_TARGET_URL = before;
});

test('a suite config finds the suites and the reporter beside itself', () => {
  const config = suiteConfig({ url: 'https://dev.example.com/scim/v2', tokenEnv: 'DEV_TOKEN' });
  expect(config.testDir).toMatch(/suites$/);
  expect(JSON.stringify(config.reporter)).toContain('src/check/reporter.ts');
  expect(config.use).toEqual({ targetOptions: { url: 'https://dev.example.com/scim/v2', tokenEnv: 'DEV_TOKEN' } });
});
