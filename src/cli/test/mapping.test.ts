import { expect, test } from '@playwright/test';
import { main } from '../main.ts';
import type { Terminal } from '../terminal.ts';
import { mappingIn, shippedMapping } from './mapping.ts';

const said: string[] = [];
const terminal: Terminal = {
  env: {},
  isInteractive: false,
  paper: { color: false, width: 80 },
  out: () => undefined,
  err: (line) => said.push(line),
  read: async () => '',
};
const { file, variables } = shippedMapping('open sesame');

test('the shipped mapping can be used once its variable is set', () => {
  expect(mappingIn(file, {}, variables)).toEqual({ file, variables });
  expect(mappingIn(file, variables).file).toBe(file);
  expect(() => mappingIn(file, {})).toThrow(
    'needs the environment variable SCAIDRIVE_ADMIN_PASSWORD, which is not set',
  );
});

for (const [named, says] of [
  ['nowhere.json', /the mapping file nowhere\.json cannot be read/],
  ['package.json', /package\.json:1:1: the mapping lacks "User"; add it\.$/],
  ['README.md', /README\.md:1:1: this is not JSON/],
] as const) {
  test(`test --mapping ${named} ends with 2 before anything is asked`, async () => {
    said.length = 0;
    const code = await main(['test', 'mapping', '--target', 'http://127.0.0.1:9/scim', '--mapping', named], terminal);
    expect([code, ...said]).toEqual([2, expect.stringMatching(says)]);
  });
}
