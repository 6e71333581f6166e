import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';

const page = `
import { setupWorker } from 'msw/browser';
import { scimHandlers } from './msw.ts';
const baseUrl = location.origin + '/scim/v2';
await setupWorker(...scimHandlers({ baseUrl, token: 'test-token' })).start({ quiet: true });
globalThis.ready = baseUrl;
`;

/** What an application's own page would be: the bundle, and MSW's worker beside it. */
async function site(): Promise<{ readonly origin: string; readonly close: () => void }> {
  const { outputFiles } = await build({
    stdin: { contents: page, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    // Loaded by the listener and by SQLite alone, which a browser has no use for.
    external: ['node:*'],
    write: false,
  });
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/': ['text/html', '<!doctype html><title>app</title><script type="module" src="/app.js"></script>'],
    '/app.js': ['text/javascript', outputFiles[0]?.text ?? ''],
    '/mockServiceWorker.js': [
      'text/javascript',
      readFileSync(fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js')), 'utf8'),
    ],
  };
  const server = createServer(({ url = '' }, response) => {
    const [type, text] = files[url] ?? ['text/plain', ''];
    response.writeHead(url in files ? 200 : 404, { 'content-type': type }).end(text);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

test('the handlers answer in a browser, where nothing of Node is', async ({ page: tab }) => {
  const { origin, close } = await site();
  try {
    await tab.goto(origin);
    await tab.waitForFunction(() => 'ready' in globalThis);
    const seen = await tab.evaluate(async () => {
      const headers = { authorization: 'Bearer test-token', 'content-type': 'application/scim+json' };
      const user = {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'ada',
        password: 'Tell-nobody-1',
      };
      const created = await fetch('/scim/v2/Users', { method: 'POST', headers, body: JSON.stringify(user) });
      const found = await fetch('/scim/v2/Users?filter=userName%20eq%20%22ada%22', { headers });
      return { status: created.status, body: await created.json(), list: await found.json() };
    });
    expect(seen).toMatchObject({ status: 201, body: { userName: 'ada' }, list: { totalResults: 1 } });
    expect(seen.body).not.toHaveProperty('password');
  } finally {
    close();
  }
});
