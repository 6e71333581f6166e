import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { urns } from '#scim';
import { StoreError } from '../store/sqlite-database.ts';
import { startServer } from './start-server.ts';

const headers = { authorization: 'Bearer secret', 'content-type': 'application/scim+json' };

async function inFolder(body: (file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'scimulate-server-'));
  try {
    await body(join(folder, 'data.db'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const create = (scim: string, userName: string, attributes = {}) =>
  fetch(`${scim}/Users`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ schemas: [urns.user], userName, ...attributes }),
  });

test('goes on after a restart where it stopped: data, versions, order, cursors and tokens', () =>
  inFolder(async (data) => {
    const options = { token: 'secret', data, passwordIterations: 10, publicOrigin: 'https://scim.example' };
    const first = await startServer(options);
    for (const name of ['c', 'a', 'b']) await create(first.scim, name, { password: 'p' });
    const get = async (scim: string, path: string) => (await fetch(scim + path, { headers })).json();
    const before = await get(first.scim, '/Users');
    const { nextCursor } = await get(first.scim, '/Users?cursor&count=2');
    const issued = await first.server.tokens.issue({ name: 'kept' });
    await first.close();

    const second = await startServer(options);
    expect(await get(second.scim, '/Users')).toEqual(before);
    expect((await get(second.scim, `/Users?count=2&cursor=${nextCursor}`)).Resources).toEqual([before.Resources[2]]);
    expect((await create(second.scim, 'A')).status).toBe(409);
    expect(
      (await fetch(`${second.scim}/Users`, { headers: { authorization: `Bearer ${issued.secret}` } })).status,
    ).toBe(200);
    await expect(startServer({ data })).rejects.toThrow(StoreError);
    await second.close();
  }));

test('finds what a file holds by attributes that other definitions make unique', () =>
  inFolder(async (data) => {
    const badge = (uniqueness: 'none' | 'server') => [
      { id: 'urn:example:badge', name: 'Badge', attributes: [{ name: 'badge', uniqueness, caseExact: true }] },
    ];
    const options = (uniqueness: 'none' | 'server') => ({
      token: 'secret',
      data,
      scaidrive: false,
      definitions: badge(uniqueness),
      resourceTypes: [
        {
          name: 'User',
          endpoint: '/Users',
          schema: urns.user,
          schemaExtensions: [{ schema: 'urn:example:badge', required: false }],
        },
      ],
    });
    const wearing = (badge: string) => ({
      schemas: [urns.user, 'urn:example:badge'],
      'urn:example:badge': { badge },
    });
    const found = async (scim: string, badge: string) => {
      const filter = encodeURIComponent(`urn:example:badge:badge eq "${badge}"`);
      return (await (await fetch(`${scim}/Users?filter=${filter}`, { headers })).json()).totalResults;
    };
    const steps = [
      ['none', 'a', '1', 201],
      ['server', 'b', '1', 409],
      ['server', 'c', '2', 201],
      ['none', 'd', '1', 201],
      ['server', 'e', '3', 201],
    ] as const;
    const seen = new Map<string, number>();
    for (const [uniqueness, userName, badge, status] of steps) {
      const server = await startServer(options(uniqueness));
      expect((await create(server.scim, userName, wearing(badge))).status, userName).toBe(status);
      if (status === 201) seen.set(badge, (seen.get(badge) ?? 0) + 1);
      for (const [each, times] of seen) expect(await found(server.scim, each), `${userName} ${each}`).toBe(times);
      if (userName === 'd') {
        const first = (await (await fetch(`${server.scim}/Users?count=1`, { headers })).json()).Resources[0];
        expect((await fetch(`${server.scim}/Users/${first.id}`, { method: 'DELETE', headers })).status).toBe(204);
        seen.set('1', 1);
      }
      await server.close();
    }
  }));

test('what replaced the token of a start goes on after a restart, whether it is given again or not', () =>
  inFolder(async (data) => {
    const status = async (scim: string, token: string) =>
      (await fetch(`${scim}/Users`, { headers: { authorization: `Bearer ${token}` } })).status;
    const first = await startServer({ data, token: 'secret' });
    const [own] = await first.server.tokens.list();
    const rotated = await first.server.tokens.rotate(own?.id ?? '');
    await first.close();

    for (const token of ['secret', undefined]) {
      const again = await startServer({ data, token });
      expect(await status(again.scim, rotated?.secret ?? '')).toBe(200);
      expect(await status(again.scim, 'secret')).toBe(401);
      await again.close();
    }
  }));

test('S23: a start that ends the token of the one before is a rotation, and an event', () =>
  inFolder(async (data) => {
    for (const _ of ['first', 'second']) {
      const server = await startServer({ data });
      await server.server.tokens.list();
      await server.close();
    }
    const { server, close } = await startServer({ data, setup: true });
    const events = await server.store.read((view) => view.events({ limit: 10 }).toReversed());
    expect(events.map(({ event }) => event)).toMatchObject([
      { type: 'scim.token.rotated', actor: { name: 'start' }, target: { type: 'Token', name: 'start' } },
    ]);
    await close();
  }));

test('has one token of its own, that of the last start, beside those that were issued', () =>
  inFolder(async (data) => {
    const status = async (scim: string, token: string) =>
      (await fetch(`${scim}/Users`, { headers: { authorization: `Bearer ${token}` } })).status;
    const first = await startServer({ data });
    const issued = await first.server.tokens.issue({ name: 'Okta' });
    expect(await status(first.scim, first.token)).toBe(200);
    await first.close();

    const second = await startServer({ data });
    expect(
      await Promise.all([first, second, { token: issued.secret }].map(({ token }) => status(second.scim, token))),
    ).toEqual([401, 200, 200]);
    await second.close();

    const third = await startServer({ data, token: second.token });
    expect(await status(third.scim, second.token)).toBe(200);
    expect((await third.server.tokens.list()).map(({ name }) => name).sort()).toEqual(['Okta', 'start']);
    await third.close();
  }));
