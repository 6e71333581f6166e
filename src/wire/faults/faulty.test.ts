import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { type RequestMessage, type ResponseMessage, TransportError } from '../exchange.ts';
import { jsonOf } from '../json-of.ts';
import { faulty } from './faulty.ts';
import { parseFault } from './parse-fault.ts';

const ok: ResponseMessage = { status: 200, headers: [['Content-Type', 'application/scim+json']], body: '{"a":"ää"}' };

/** A target that counts what reaches it, behind the faults; and a clock that only writes down how long it slept. */
function behind(...faults: readonly string[]) {
  const reached: string[] = [];
  const slept: number[] = [];
  const send = faulty(
    async (request) => {
      reached.push(`${request.method} ${request.url}`);
      return ok;
    },
    faults.map(parseFault),
    {
      random: () => 0.5,
      sleep: async (ms) => {
        slept.push(ms);
      },
    },
  );
  return { send, reached, slept };
}

function to(method: string, path: string): RequestMessage {
  return { method, url: `https://h.example/scim/v2${path}`, headers: [] };
}

async function outcomes(send: (request: RequestMessage) => Promise<ResponseMessage>, requests: RequestMessage[]) {
  const seen: (number | string)[] = [];
  for (const request of requests) {
    const outcome = await send(request).catch((error: unknown) => error);
    seen.push(outcome instanceof TransportError ? outcome.kind : (outcome as ResponseMessage).status);
  }
  return seen;
}

test('answers the status as often as it says, with Retry-After and a SCIM error, and hides it from the target', async () => {
  const { send, reached } = behind('PATCH /Groups/* 429 retry-after=2 times=1');

  const first = await send(to('PATCH', '/Groups/1'));
  const second = await send(to('PATCH', '/Groups/1'));

  expect(first.status).toBe(429);
  expect(first.headers).toContainEqual(['Retry-After', '2']);
  expect(jsonOf(first)).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '429' });
  expect(second).toEqual(ok);
  expect(reached).toHaveLength(1);
});

for (const [fault, method, path, strikes] of [
  ['PATCH /Groups/* 503', 'PATCH', '/Groups/1', true],
  ['patch /groups/* 503', 'PATCH', '/Groups/1?attributes=id', true],
  ['PATCH /Groups/* 503', 'PUT', '/Groups/1', false],
  ['PATCH /Groups/* 503', 'PATCH', '/Groups', false],
  ['PATCH /Groups/* 503', 'PATCH', '/Groups/1/members', false],
  ['PATCH /Groups/** 503', 'PATCH', '/Groups/1/members', true],
  ['* * 503', 'DELETE', '/anything/at/all', true],
  ['GET /Users 503', 'GET', '/Users', true],
  ['GET /Users 503', 'GET', '/Users/1', false],
  ['GET /Users 503', 'GET', '/NoUsers', false],
  ['GET /Us.rs 503', 'GET', '/Users', false],
] as const) {
  test(`"${fault}" ${strikes ? 'strikes' : 'spares'} ${method} ${path}`, async () => {
    expect(await outcomes(behind(fault).send, [to(method, path)])).toEqual([strikes ? 503 : 200]);
  });
}

test('lets some requests pass first', async () => {
  const { send } = behind('GET /Users 500 after=2 times=2');
  expect(await outcomes(send, Array(6).fill(to('GET', '/Users')))).toEqual([200, 200, 500, 500, 200, 200]);
});

test('sends late, and waits in vain, on the clock that it was given', async () => {
  const { send, slept, reached } = behind('GET /Users delay ms=300', 'GET /Groups hang ms=30000');
  expect(await outcomes(send, [to('GET', '/Users'), to('GET', '/Groups')])).toEqual([200, 'timeout']);
  expect(slept).toEqual([300, 30_000]);
  expect(reached).toEqual(['GET https://h.example/scim/v2/Users']);
});

test('breaks the connection before the target acts, or after', async () => {
  const { send, reached } = behind('POST /Users reset times=1', 'POST /Groups lost times=1');
  expect(await outcomes(send, [to('POST', '/Users'), to('POST', '/Groups')])).toEqual(['reset', 'reset']);
  expect(reached).toEqual(['POST https://h.example/scim/v2/Groups']);
});

test('breaks a body off, answers a web page, delivers twice', async () => {
  const { send, reached } = behind('GET /Users truncated bytes=6', 'GET /Groups html', 'POST /Users twice');
  expect((await send(to('GET', '/Users'))).body).toBe('{"a":"');
  const page = await send(to('GET', '/Groups'));
  expect(page.status).toBe(502);
  expect(() => jsonOf(page)).toThrow('web page');
  expect(await send(to('POST', '/Users'))).toEqual(ok);
  expect(reached.filter((line) => line.startsWith('POST'))).toHaveLength(2);
});

test('strikes by chance as its seed says, the same each time', async () => {
  const requests = Array<RequestMessage>(200).fill(to('GET', '/Users'));
  const first = await outcomes(behind('GET /Users 500 probability=0.3 seed=7').send, requests);
  const again = await outcomes(behind('GET /Users 500 probability=0.3 seed=7').send, requests);
  const other = await outcomes(behind('GET /Users 500 probability=0.3 seed=8').send, requests);
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
  const struck = first.filter((status) => status === 500).length;
  expect(struck).toBeGreaterThan(30);
  expect(struck).toBeLessThan(90);
});

test('takes chance from outside when it has no seed', async () => {
  expect(await outcomes(behind('* * 500 probability=0.4').send, [to('GET', '/')])).toEqual([200]);
  expect(await outcomes(behind('* * 500 probability=0.6').send, [to('GET', '/')])).toEqual([500]);
});

test('lets only the first fault that is due have the request', async () => {
  const { send } = behind('* * 500 times=1', '* * 503 times=1');
  expect(await outcomes(send, Array(3).fill(to('GET', '/')))).toEqual([500, 503, 200]);
});

for (const [text, says] of [
  ['', 'METHOD PATH EFFECT'],
  ['PATCH /Groups/*', 'METHOD PATH EFFECT'],
  ['P4TCH / 500', 'no HTTP method'],
  ['PATCH Groups 500', 'should begin with "/"'],
  ['PATCH /Groups explode', 'there are a status such as 429, delay, reset'],
  ['PATCH /Groups 600', 'no effect'],
  ['PATCH /Groups 429 retry=2', 'has no setting "retry"; it has retry-after, after'],
  ['PATCH /Groups reset ms=2', 'has no setting "ms"'],
  ['PATCH /Groups 429 times=often', 'times is a number of requests'],
  ['PATCH /Groups 429 probability=2', 'probability is a number from 0 to 1'],
] as const) {
  test(`refuses the fault "${text}", saying ${says}`, () => {
    expect(() => parseFault(text)).toThrow(expect.objectContaining({ name: 'FaultSyntaxError' }));
    expect(() => parseFault(text)).toThrow(says);
  });
}

test('reads any probability that a number prints as', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), (thousandths) => {
      const probability = thousandths / 1000;
      expect(parseFault(`* * reset probability=${probability}`).probability).toBe(probability);
    }),
  );
});
