import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Values } from '../flags.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { warnOfLiteralToken } from './credential.ts';
import { targetFrom } from './target.ts';
import { allowWrites } from './writes.ts';

const said: string[] = [];
const terminal = (env: Terminal['env'] = {}): Terminal => ({
  env,
  isInteractive: false,
  paper: { color: false, width: 80 },
  out: () => undefined,
  err: (line) => said.push(line),
  read: async () => 'from-stdin\n',
});
const target = (address: string, values: Values = {}, env: Terminal['env'] = {}) =>
  targetFrom(address, values, { targets: { dev: { url: 'https://dev.example.com/scim/v2/' } } }, terminal(env));

test('takes a URL, named by its host, or a name of the config file', async () => {
  expect(await target('http://localhost:8080/scim/')).toMatchObject({
    url: 'http://localhost:8080/scim',
    name: 'localhost:8080',
  });
  expect(await target('dev')).toMatchObject({ url: 'https://dev.example.com/scim/v2', name: 'dev' });
  expect(await target('dev', { targetName: 'mine' })).toMatchObject({ name: 'mine' });
});

for (const [address, sentence] of [
  ['devv', /no target "devv"; did you mean "dev"\?/],
  ['dev.example.com', /is no URL; give one like https:/],
  ['ftp://dev.example.com', /is no URL/],
  ['https://me:secret@dev.example.com', /holds a credential; give it with/],
] as const) {
  test(`refuses the address ${address}`, async () => {
    await expect(target(address)).rejects.toThrow(UsageError);
    await expect(target(address)).rejects.toThrow(sentence);
    await expect(target(address)).rejects.not.toThrow(/secret/);
  });
}

test('finds the credential in a file, on standard input, in a variable, and trims it', async () => {
  const file = test.info().outputPath('token');
  writeFileSync(file, '  from-file \n');

  for (const [values, token] of [
    [{ tokenFile: file }, 'from-file'],
    [{ tokenFile: '-' }, 'from-stdin'],
    [{ tokenEnv: 'MINE' }, 'from-variable'],
    [{ token: 'literal' }, 'literal'],
  ] as const) {
    expect((await target('dev', values, { MINE: ' from-variable' })).auth).toEqual({ kind: 'bearer', token });
  }
  expect((await target('dev')).auth).toEqual({ kind: 'none' });
});

for (const [values, sentence] of [
  [{ tokenFile: 'nowhere' }, /token file nowhere cannot be read/],
  [{ tokenEnv: 'MISSING' }, /variable MISSING of --token-env is not set/],
  [{ auth: 'basic', token: 'no-colon' }, /of the form user:password/],
  [{ auth: 'header', token: 'no-colon' }, /of the form "Name: value"/],
  [{ auth: 'oauth2-cc', token: 'no-colon:secret' }, /--auth oauth2-cc needs the URL of the token endpoint/],
  [{ header: ['no colon'] }, /--header must look like/],
  [{ header: ['a: b\r\nc: d'] }, /--header must look like/],
  [{ cacert: 'nowhere' }, /certificate file nowhere cannot be read/],
] as const) {
  test(`refuses ${JSON.stringify(values)} without repeating a credential`, async () => {
    await expect(target('dev', values)).rejects.toThrow(sentence);
    await expect(target('dev', values)).rejects.not.toThrow(/no-colon/);
  });
}

test('splits user and password at the first colon', async () => {
  const { auth } = await target('dev', { auth: 'basic', token: 'ada:pass:word' });
  expect(auth).toEqual({ kind: 'basic', user: 'ada', password: 'pass:word' });
});

test('warns of a literal token, and refuses it in CI', () => {
  said.length = 0;
  warnOfLiteralToken(terminal({ CI: 'false' }));
  expect(said).toEqual([expect.stringContaining('others on this machine can read --token')]);
  expect(() => warnOfLiteralToken(terminal({ CI: 'true' }))).toThrow(/refused in CI/);
});

test('writes to loopback unasked, and elsewhere only when allowed', async () => {
  for (const url of ['http://127.0.0.1:1/x', 'http://localhost/x', 'http://[::1]/x'])
    await allowWrites(url, undefined, terminal());
  await allowWrites('https://dev.example.com', 'allow', terminal());

  for (const [url, mode] of [
    ['https://dev.example.com', undefined],
    ['https://dev.example.com', 'ask'],
    ['http://127.0.0.1', 'deny'],
    ['https://localhost.example.com', undefined],
  ] as const) {
    await expect(allowWrites(url, mode, terminal())).rejects.toThrow(
      /would be created, changed and deleted; say --writes allow/,
    );
  }
});
