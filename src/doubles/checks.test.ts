import { expect, test } from '@playwright/test';
import { CheckFailure, checks } from './checks.ts';
import { startServer } from './start-server.ts';

test.describe.configure({ timeout: 120_000 });

test('gives the checks to any runner, and runs them together', async () => {
  const server = await startServer({ faults: ['GET /Users/* 500'] });
  try {
    const all = await checks({ target: server, select: ['user-read', 'discovery-types-list'] });
    expect(all.map(({ id }) => id).sort()).toEqual(['discovery-types-list', 'user-read']);
    const [config, read] = ['discovery-types-list', 'user-read'].map((id) => all.find((each) => each.id === id));
    await config?.run();
    const failure = await read?.run().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CheckFailure);
    expect(String(failure)).toContain('user-read (');
    expect(String(failure)).not.toContain(server.token);
  } finally {
    await server.close();
  }
});

test('says what is wrong with a selector or a target, before anything runs', async () => {
  const nowhere = { scim: 'http://127.0.0.1:1/scim/v2', token: 'x' };
  await expect(checks({ target: nowhere, select: ['usrs'] })).rejects.toThrow(/no check, suite, section or tag "usrs"/);
  const [first] = await checks({ target: nowhere, select: ['user-read'] });
  await expect(first?.run()).rejects.toThrow(/nothing listens/);
});
