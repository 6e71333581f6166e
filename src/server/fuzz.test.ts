import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { isObject, profiles, urns } from '#scim';
import { requests } from './arbitrary-request.ts';
import { testServer } from './test-server.ts';

/** For a long run; at 100,000 it takes some minutes. */
const runs = Number(process.env.SCIMULATE_FUZZ_RUNS ?? 400);

for (const profile of [profiles.lenient, profiles.strict]) {
  test(`${profile.name}: answers any request whatever with a SCIM message and never with a fault of its own`, async () => {
    test.setTimeout(30_000 + runs * 20);
    const faults: unknown[] = [];
    const { server, create } = testServer({ profile, maxBodyBytes: 8000, onUnexpected: (error) => faults.push(error) });
    const user = await create('Users', { userName: 'ada', emails: [{ value: 'a@b.c', type: 'work' }] });
    const group = await create('Groups', { displayName: 'G', members: [{ value: user.id }] });
    await fc.assert(
      fc.asyncProperty(
        requests([`/Users/${user.id}`, `/Groups/${group.id}`]),
        async ({ method, path, headers, body }) => {
          const isBare = method === 'GET' || method === 'HEAD';
          const request = new Request(`http://x/scim/v2${path}`, {
            method,
            headers,
            body: isBare ? null : (body as BodyInit | null),
          });
          const answer = await server.fetch(request);
          const text = await answer.text();
          expect(faults).toEqual([]);
          if (answer.status < 400 || method === 'HEAD') return;
          const error: unknown = JSON.parse(text);
          expect(error).toMatchObject({ schemas: [urns.error], status: String(answer.status) });
          expect(isObject(error) ? error.detail : '').toMatch(/\w/);
          // The rest is 501: nobody is /Me here.
          expect([400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 501]).toContain(answer.status);
          if (answer.status === 400) expect(error).toHaveProperty('scimType');
        },
      ),
      { numRuns: runs },
    );
  });
}
