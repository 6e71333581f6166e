import { scimClient, secretsOf } from '#client';
import { maskText } from '#wire';
import { readText } from '../files.ts';
import { listening } from '../target/listening.ts';
import { open } from '../target/reach.ts';
import { reading, withTarget } from '../target/with-target.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verbs.ts';

const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Sends one request with the target's credential, and prints what comes back as it came. Only an error of ours fails. */
export const request: Run = async (call) => {
  const { words, values, terminal } = call;
  const [given = '', path = '', file] = words;
  const method = given.toUpperCase();
  if (!methods.includes(method)) throw new UsageError(`"${given}" is no method; use one of ${methods.join(', ')}.`);
  if (!path.startsWith('/')) throw new UsageError(`the path "${path}" must begin with /, such as /Users?count=1.`);
  const text = file === undefined ? undefined : await bodyIn(file, terminal);
  return withTarget(
    isRead(method) ? reading(call) : call,
    async (target) => {
      const pool = open(target);
      try {
        const client = scimClient({
          baseUrl: target.url,
          auth: target.auth,
          headers: Object.fromEntries(target.headers),
          transport: pool,
        });
        const answer = await client.request({ method, path, ...(text === undefined ? {} : { text }) });
        const secrets = secretsOf(target.auth);
        if (values.json !== true) {
          terminal.out(String(answer.status));
          for (const [name, value] of answer.headers) terminal.out(maskText(`${name}: ${value}`, secrets));
          terminal.out('');
        }
        const body = answer.body === undefined ? answer.text : JSON.stringify(answer.body, null, 2);
        if (body !== '') terminal.out(maskText(body, secrets));
        return 0;
      } finally {
        await pool.close();
      }
    },
    listening,
  );
};

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

async function bodyIn(file: string, terminal: Terminal): Promise<string> {
  return file === '-' ? terminal.read() : readText(file, 'body');
}
