import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Change } from '#idp';
import { simulators } from '#simulators';
import { expect, test } from './drive-test.ts';
import { person, providerAt } from './provider.ts';
import { bin, plainEnv } from './running-server.ts';

/** How each provider is told to push new accounts that are not yet confirmed. */
const unconfirmed: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  okta: { createActive: false },
  entra: { createInactive: true },
  google: { createInactive: true },
  onelogin: { createInactive: true },
};

const usual: Confirming = [
  { do: 'disabled', user: 'u1' },
  { do: 'enabled', user: 'u1' },
];
/** What an administrator does at the provider so that the account is switched on. */
type Confirming = readonly [off: Change, on: Change];
/** Okta takes an account that it left inactive for what it wants, until the person is assigned anew. */
const confirming: Readonly<Record<string, Confirming>> = {
  okta: [
    { do: 'terminated', user: 'u1' },
    { do: 'hired', user: 'u1' },
  ],
};

for (const simulator of simulators) {
  test(`S21: whom ${simulator.name} pushes inactive is there, and cannot sign in until the account is confirmed`, async ({
    drive,
    word,
  }) => {
    const { admin } = drive;
    const directory = { users: [], groups: [] };
    const provider = providerAt({ simulator, server: drive, directory, options: unconfirmed[simulator.id] ?? {} });
    expect(await provider.connect()).toBe(true);
    await provider.change({ do: 'hired', user: person('u1', word) });
    await provider.settle(5);
    expect(await admin.account(word)).toMatchObject({ State: 'suspended' });
    expect(await admin.signIn({ sub: `${word}-u1@example.com` })).toContain('Refused: the account is suspended.');
    const [created] = await admin.events(`event_type=scim.user.created&target=${word}`);
    expect(created?.changes).toContainEqual({ path: 'active', before: null, after: false });

    const [off, on] = confirming[simulator.id] ?? usual;
    await provider.change(off);
    await provider.settle(5);
    await provider.change(on);
    await provider.settle(5);
    expect(await admin.account(word)).toMatchObject({ State: 'active' });
    expect(await admin.signIn({ sub: `${word}-u1@example.com` })).toContain('Signed in.');
  });
}

test('S21: the report names who was pushed inactive', async ({ start }, { outputDir }) => {
  const drive = await start('--rate-limit', 'off');
  const scenario = ['--scenario', 'active-default-false', '--target', drive.scim, '--token-env', 'SCAIDRIVE_TOKEN'];
  await promisify(execFile)(
    process.execPath,
    [bin, 'simulate', 'onelogin', ...scenario, '--out', outputDir, '--report', 'md'],
    { env: { ...plainEnv, SCAIDRIVE_TOKEN: drive.token } },
  );
  const report = readFileSync(join(outputDir, 'summary.md'), 'utf8');
  expect(report).toContain('Who was pushed inactive');
  expect(report).toContain('2 accounts pushed inactive');
});
