import { expect, test } from '@playwright/test';
import { fetchTransport } from '#client';
import { scimServer } from '#server';
import { type Exchange, faulty, parseFault, type Transport } from '#wire';
import { dependenciesOf } from '../bind/dependencies.ts';
import { recordingFrom } from '../recording/read-recording.ts';
import type { Recording } from '../recording/recording.ts';
import { readRule } from './ignore-rules.ts';
import type { Surroundings } from './play.ts';
import { readOracle } from './read-oracle.ts';
import { type Replayed, replay } from './replay.ts';

const then = 'https://then.example/scim/v2';
const now = 'http://127.0.0.1/scim/v2';
const user = 'urn:ietf:params:scim:schemas:core:2.0:User';
const group = 'urn:ietf:params:scim:schemas:core:2.0:Group';

function step(
  method: string,
  path: string,
  body: object | undefined,
  status: number,
  answer?: object,
  headers: [string, string][] = [],
): Exchange {
  return {
    id: '',
    request: {
      method,
      url: `${then}${path}`,
      headers: [['Authorization', 'Bearer ***'], ['Content-Type', 'application/scim+json'], ...headers],
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
    response: {
      status,
      headers: [['Content-Type', 'application/scim+json']],
      body: answer === undefined ? '' : JSON.stringify(answer),
    },
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 0,
    behaviour: 'test',
  };
}

function recordingOf(...steps: readonly Exchange[]): Recording {
  return recordingFrom(
    steps.map((each, at) => ({ ...each, id: `x${at + 1}` })),
    { name: 'test', creator: 'test' },
  );
}

const tooOften = { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '500' };
const ada = { schemas: [user], userName: 'ada@example.com' };
const created = step('POST', '/Users', ada, 201, {
  ...ada,
  id: '7',
  meta: { version: 'W/"1"', location: `${then}/Users/7` },
});
const patch = (id: string, status: number, answer?: object) =>
  step(
    'PATCH',
    `/Users/${id}`,
    {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'title', value: 'Countess' }],
    },
    status,
    answer,
  );

function target(...faults: readonly string[]): { surroundings: Surroundings; transport: Transport; sent: string[] } {
  const server = scimServer({ tokens: ['token-of-today'], basePath: '/scim/v2', passwordIterations: 10 });
  const sent: string[] = [];
  const bare = faulty(fetchTransport(server.fetch), faults.map(parseFault), {
    random: () => 0,
    sleep: async () => undefined,
  });
  const transport: Transport = (request) => {
    sent.push(`${request.method} ${request.url.slice(now.length).replace(/[\da-f-]{36}/g, 'ID')}`);
    return bare(request);
  };
  const to = { baseUrl: now, auth: { kind: 'bearer', token: 'token-of-today' }, headers: [] } as const;
  return { surroundings: { transport, to, now: () => 0, sleep: async () => undefined }, transport, sent };
}

async function again(
  recording: Recording,
  oracle?: string,
  ...faults: readonly string[]
): Promise<Replayed & { sent: string[] }> {
  const { surroundings, sent } = target(...faults);
  return { ...(await replay({ recording, oracle: readOracle(oracle, recording), surroundings })), sent };
}

test('says FIXED when the step that failed is answered well, with the ids of today, and cleans up', async () => {
  const { verdict, sent, left } = await again(recordingOf(created, patch('7', 500, tooOften)));
  expect(verdict).toBe('FIXED');
  expect(sent).toEqual(['POST /Users', 'PATCH /Users/ID', 'DELETE /Users/ID']);
  expect(left).toEqual([]);
});

test('says STILL FAILS when it is answered with the same error', async () => {
  const { verdict, steps } = await again(
    recordingOf(created, patch('7', 500, tooOften)),
    undefined,
    'PATCH /Users/* 500',
  );
  expect(verdict).toBe('STILL FAILS');
  expect(steps.map(({ differences }) => differences.map(({ at }) => at))).toEqual([
    ['/meta/resourceType', '/active'],
    [],
  ]);
});

test('says CANNOT REPLAY when a step before it fails now, and which', async () => {
  const { verdict, reason } = await again(
    recordingOf(created, patch('7', 500, tooOften)),
    undefined,
    'POST /Users 503',
  );
  expect(verdict).toBe('CANNOT REPLAY');
  expect(reason).toBe('step 2 could not be sent: it needs the id that step 1 gave, and now gave none');
});

test('makes what the recording only shows, groups after their members', async () => {
  const shown = step('GET', '/Groups/9', undefined, 200, {
    schemas: [group],
    id: '9',
    displayName: 'Engineering',
    members: [{ value: '7' }],
    meta: {},
  });
  const member = step('GET', '/Users/7', undefined, 200, { ...ada, id: '7', meta: {} });
  const { verdict, setUp, sent, steps } = await again(recordingOf(shown, member, patch('7', 500, tooOften)));
  expect(verdict).toBe('FIXED');
  expect(setUp.map(({ name, did }) => `${name} ${did}`)).toEqual(['ada@example.com created', 'Engineering created']);
  expect(sent.filter((each) => each.startsWith('POST'))).toEqual(['POST /Users', 'POST /Groups']);
  expect(steps[0]?.differences.map(({ at }) => at)).not.toContain('/members/0/value');
});

test('cannot replay what it never saw, and says what that is', async () => {
  const { verdict, reason, sent } = await again(recordingOf(patch('7', 500, tooOften)));
  expect(verdict).toBe('CANNOT REPLAY');
  expect(reason).toBe('step 1 uses 7, which no earlier step creates and no answer shows');
  expect(sent).toEqual(['GET /Users/7']);
});

test('does not look for what was not there then', async () => {
  const gone = step('GET', '/Users/404', undefined, 404, { schemas: tooOften.schemas, status: '404' });
  const { verdict, setUp } = await again(recordingOf(gone));
  expect({ verdict, setUp }).toEqual({ verdict: 'STILL FAILS', setUp: [] });
});

test('a recording without an error is what should be: any difference fails', async () => {
  const read = (title: string) =>
    step('GET', '/Users/7', undefined, 200, { ...ada, id: '7', title, active: true, meta: { resourceType: 'User' } });
  const good = recordingOf(
    created,
    patch('7', 200, { ...ada, id: '7', title: 'Countess', active: true, meta: { resourceType: 'User' } }),
    read('Countess'),
  );
  const bad = recordingOf(...good.exchanges.slice(0, 2), read('Countess of Lovelace'));
  expect((await again(good)).steps.at(-1)?.differences).toEqual([]);
  const { verdict, steps } = await again(bad);
  expect(verdict).toBe('STILL FAILS');
  expect(steps.at(-1)?.differences).toEqual([{ at: '/title', recorded: 'Countess of Lovelace', live: 'Countess' }]);
});

test('ids are found in paths, filters, members and references, versions in conditions, and short ids nowhere else', () => {
  const { all, presupposed } = dependenciesOf(
    recordingOf(
      created,
      step(
        'POST',
        '/Groups',
        { schemas: [group], displayName: '7', members: [{ value: '7', $ref: `${then}/Users/7` }] },
        201,
        { schemas: [group], id: '8', displayName: '7' },
      ),
      step('GET', '/Groups?filter=members.value+eq+%227%22', undefined, 200, {}),
      step('DELETE', '/Users/7', undefined, 204, undefined, [['If-Match', 'W/"1"']]),
      step(
        'PATCH',
        '/Groups/8',
        {
          Operations: [
            { op: 'remove', path: 'members[value eq "7"]' },
            { op: 'replace', path: 'displayName', value: 'seven' },
          ],
        },
        204,
      ),
    ),
  );
  expect(all.map(({ step: at, on, kind, where }) => `${at + 1} needs ${kind} of ${on + 1} in ${where}`)).toEqual([
    '2 needs id of 1 in body',
    '2 needs id of 1 in body',
    '3 needs id of 1 in query',
    '4 needs id of 1 in path',
    '4 needs version of 1 in version',
    '5 needs id of 2 in path',
    '5 needs id of 1 in body',
  ]);
  expect(presupposed).toEqual([]);
});

for (const [text, sentence] of [
  ['', 'is no oracle; there are'],
  ['status 1', 'looks like "status STEP CODE"'],
  ['status 99 500', 'there is no step "99"'],
  ['value 1 active true', 'looks like "value STEP POINTER VALUE"'],
  ['check nothing', 'checks cannot be run from here'],
] as const) {
  test(`refuses the oracle "${text}" in one sentence`, () => {
    expect(() => readOracle(text, recordingOf(created))).toThrow(sentence);
  });
}

for (const [oracle, fault, shows] of [
  ['status any 4xx', 'POST /Users 409', true],
  ['status 1 201', undefined, true],
  ['status last none', 'PATCH /Users/* lost', true],
  ['value 2 /title "Countess"', undefined, true],
  ['value 2 /title absent', undefined, false],
  ['differs 1', undefined, true],
  ['state /Users /totalResults 1', undefined, true],
  ['document /title', undefined, false],
  ['flapping', undefined, false],
] as const) {
  test(`the oracle "${oracle}" ${shows ? 'shows' : 'does not show'} ${fault ?? 'on a sound target'}`, async () => {
    const { verdict } = await again(
      recordingOf(created, patch('7', 200, { ...ada, id: '7', title: 'Countess' })),
      oracle,
      ...(fault === undefined ? [] : [fault]),
    );
    expect(verdict === 'STILL FAILS').toBe(shows);
  });
}

test('reads rules of what may differ, and refuses others', () => {
  expect(readRule('Users /title')).toMatchObject({ endpoint: 'Users', path: '/title', ignores: 'value' });
  expect(readRule('order /photos')).toMatchObject({ path: '/photos', ignores: 'order' });
  expect(() => readRule('title')).toThrow('is no rule');
});
