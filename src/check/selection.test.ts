import { expect, test } from '@playwright/test';
import { error, type Fault, fakeTarget, json } from '../../fixtures/fake-target.ts';
import { discover } from './discovery.ts';
import { freshNames } from './fresh.ts';
import { populate } from './population.ts';
import { resources } from './resources.ts';
import { selectsOver } from './selection.ts';
import { session } from './session.ts';
import { targetFrom } from './target.ts';

const target = targetFrom({ url: 'http://fake.example/scim/v2' }, {});

async function asked(filter: string, picked: readonly string[], fault?: Fault) {
  let isFaulty = false;
  const transport = fakeTarget((request, good) => (isFaulty && fault !== undefined ? fault(request, good) : good()));
  const running = session({ transport, target, judges: ['7644-3.4.2.2-10'], prefix: 'scimulate-n-', now: () => 0 });
  const discovery = await discover(running.http, target);
  const fresh = freshNames('n', 'w0-', '{}@example.com');
  const users = resources({
    http: running.http,
    schema: discovery.user,
    fresh,
    defaults: {},
    consistencyTimeoutMs: 0,
    sleep: async () => undefined,
  });
  const population = await populate({ discovery, users, groups: undefined, fresh });
  isFaulty = true;
  const wanted = population.users.filter(({ nickName }) => picked.includes(String(nickName)));
  await selectsOver(users, population, running.judge)('7644-3.4.2.2-10', filter, wanted);
  return running.findings.map(({ verdict }) => verdict);
}

test('a right selection is no finding', async () => {
  expect(await asked('nickName eq "ada"', ['ada'])).toEqual([]);
});

test('a selection with somebody too many is a violation', async () => {
  const everybody: Fault = (request, good) => (request.url.includes('filter=') ? good() : good());
  expect(await asked('nickName co "a"', ['ada'], everybody)).toEqual([]);
  expect(await asked('nickName co ""', ['ada'])).toEqual(['violation']);
});

test('a selection with somebody missing is a violation', async () => {
  const nobody: Fault = () => json(200, { totalResults: 0, Resources: [] });
  expect(await asked('nickName eq "ada"', ['ada'], nobody)).toEqual(['violation']);
});

test('a filter that is refused is a warning', async () => {
  expect(await asked('nickName eq "ada"', ['ada'], () => error(400, 'invalidFilter'))).toEqual(['warning']);
});

test('a filter that is answered with another status is a violation', async () => {
  expect(await asked('nickName eq "ada"', ['ada'], () => error(404))).toEqual(['violation']);
});

test('others on the target do not count', async () => {
  const stranger: Fault = (_, good) => {
    const list: { Resources: unknown[]; totalResults: number } = JSON.parse(good().body);
    return json(200, {
      ...list,
      totalResults: list.totalResults + 1,
      Resources: [...list.Resources, { id: 'stranger' }],
    });
  };
  expect(await asked('nickName eq "ada"', ['ada'], stranger)).toEqual([]);
});
