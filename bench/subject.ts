import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A server in a process of its own, so that it and the load do not share an event loop. */
export interface Subject {
  readonly name: string;
  readonly scim: string;
  readonly token: string;
  stop(): Promise<void>;
}

/** Starts a server that says on one line of JSON when it is ready. */
export async function start(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Subject> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    const ready: { readonly scim?: string; readonly token?: string } = JSON.parse(line);
    if (ready.scim === undefined || ready.token === undefined) break;
    return {
      name,
      scim: ready.scim,
      token: ready.token,
      stop: () => {
        child.kill('SIGTERM');
        return ended;
      },
    };
  }
  throw new Error(`${name} ended before it was ready`);
}
