import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { scimHandlers } from 'scimulate/msw';
import { roster } from './roster.js';

const baseUrl = 'https://drive.example.com/scim/v2';
const network = setupServer();
const people = roster({ baseUrl, token: 'scim-token' });

before(() => network.listen());
// A server of its own for each test: nothing is left over from the one before.
afterEach(() => network.resetHandlers());
after(() => network.close());

test('who joins has an account, and one only', async () => {
  network.use(...scimHandlers({ baseUrl }));
  const first = await people.join('ada@example.com', { givenName: 'Ada', familyName: 'Byron' });
  const again = await people.join('ada@example.com', { givenName: 'Ada', familyName: 'Byron' });
  assert.equal(again.id, first.id);
});

test('who leaves is kept, inactive', async () => {
  network.use(...scimHandlers({ baseUrl }));
  await people.join('ada@example.com');
  await people.leave('ada@example.com');
  assert.equal((await people.find('ada@example.com')).active, false);
});

test('a wrong token, and a server that is busy, are told', async () => {
  network.use(...scimHandlers({ baseUrl }));
  await assert.rejects(roster({ baseUrl, token: 'other' }).find('ada@example.com'), /answered 401/);
  // What stands in front wins: a fault of one test alone.
  network.use(
    http.get(`${baseUrl}/Users`, () => new HttpResponse(null, { status: 429, headers: { 'retry-after': '2' } })),
  );
  await assert.rejects(people.find('ada@example.com'), /answered 429/);
});
