import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { isObject } from '#scim';

export const bin = fileURLToPath(new URL('../../src/cli/bin.ts', import.meta.url));

/** The environment of a command: ours, but for what would be read as flags of its own. */
export const plainEnv: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('SCIMULATE_'))),
  // Half of a start is reading the sources, which are the same for all.
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/scaidrive', import.meta.url)),
};

/** ScaiDrive as somebody who installed it has it: a process with an address, and what it says of itself when it is ready. */
export interface RunningServer {
  /** The SCIM base URL. */
  readonly scim: string;
  /** Undefined with `--setup`. */
  readonly token: string | undefined;
  readonly console: string;
  readonly adminPassword: string;
  /** All that the process wrote, for whoever looks for secrets in it. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** Starts `scimulate serve` on a free port. @throws Error with what it wrote when it ends before it is ready */
export async function runServer(...flags: readonly string[]): Promise<RunningServer> {
  const child = spawn(process.execPath, [bin, 'serve', '--port', '0', '--json', ...flags], {
    stdio: 'pipe',
    env: plainEnv,
  });
  const ended = once(child, 'exit');
  let out = '';
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
      if (out.includes('\n')) resolve(out.slice(0, out.indexOf('\n')));
    });
    ended.then(([code]) => reject(new Error(`serve ended with ${code} before it was ready: ${errors}`)), reject);
  });
  const said: unknown = JSON.parse(line);
  if (!isObject(said)) throw new Error(`serve said ${line}`);
  return {
    scim: String(said.scim),
    token: typeof said.token === 'string' ? said.token : undefined,
    console: String(said.console),
    adminPassword: String(said.adminPassword),
    output: () => out.slice(line.length) + errors,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
