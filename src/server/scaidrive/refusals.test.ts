import { expect, test } from '@playwright/test';
import { firstBroken } from './audit-log.ts';
import { toldInMinute } from './refusals.ts';
import { stores, testDrive } from './test-drive.ts';

const guess = { authorization: 'Bearer guessed-0' };

for (const [name, open] of Object.entries(stores)) {
  test.describe(name, () => {
    test('S23: whoever is refused over and over does not fill the log: the many become a number', async () => {
      let now = Date.parse('2026-01-01T00:00:00Z');
      const { create, send, events, read } = await testDrive({ store: await open(), now: () => now });
      for (let at = 0; at < toldInMinute + 30; at += 1) {
        now += 10;
        await send('GET', '/Users', undefined, guess);
      }
      expect(await events()).toHaveLength(toldInMinute);
      now += 60_000;
      await create('Users', { userName: 'ada' });

      const [count, created] = (await events()).slice(toldInMinute);
      expect(count).toMatchObject({
        type: 'scim.auth.refused',
        count: 30,
        since: '2026-01-01T00:00:00.010Z',
        at: '2026-01-01T00:00:00.500Z',
      });
      expect(created).toMatchObject({ type: 'scim.user.created' });
      expect(await read(firstBroken)).toBeUndefined();
    });

    test('S23: a new minute is told one by one again, and each token has a tally of its own', async () => {
      let now = 0;
      const { send, server, events } = await testDrive({
        store: await open(),
        now: () => now,
        rateLimit: { requests: 1, perMs: 3_600_000 },
      });
      const { secret } = await server.tokens.issue({ name: 'Okta' });
      const okta = { authorization: `Bearer ${secret}` };
      for (let at = 0; at <= toldInMinute + 5; at += 1) await send('GET', '/Users', undefined, okta);
      await send('GET', '/Users', undefined, guess);
      now = 60_000;
      await send('GET', '/Users', undefined, okta);
      const told = (await events()).map(({ type, count }) => (count === undefined ? type : `${type} ${count}`));
      expect(told).toEqual([
        ...Array.from({ length: toldInMinute }, () => 'scim.rate.refused'),
        'scim.auth.refused',
        'scim.rate.refused 5',
        'scim.rate.refused',
      ]);
      expect((await events()).at(-2)?.actor).toMatchObject({ name: 'Okta' });
    });

    test('S23: a count waits in the store for a server that was started again', async () => {
      let now = 0;
      const store = await open();
      const first = await testDrive({ store, now: () => now });
      for (let at = 0; at < toldInMinute + 3; at += 1) await first.send('GET', '/Users', undefined, guess);
      now = 60_000;
      const second = await testDrive({ store, now: () => now });
      await second.create('Users', { userName: 'ada' });
      expect((await second.events()).map(({ count }) => count).filter(Boolean)).toEqual([3]);
    });

    test('S23: every refused write of somebody with a good token is told', async () => {
      const { send, types } = await testDrive({ store: await open(), now: () => 0 });
      for (let at = 0; at < toldInMinute + 5; at += 1) await send('POST', '/Users', {});
      expect(await types()).toEqual(Array.from({ length: toldInMinute + 5 }, () => 'scim.request.refused'));
    });
  });
}
