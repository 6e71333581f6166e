import { spawn } from 'node:child_process';

export interface Ended {
  readonly code: number;
  /** Standard output and error, as they came; empty when the child wrote to our own terminal. */
  readonly output: string;
}

/** Runs one command to its end; `show` gives it our terminal. Ctrl-C reaches the child by itself, and we wait for it. */
export function run(
  command: string,
  args: readonly string[],
  options: { show?: boolean; env?: NodeJS.ProcessEnv } = {},
) {
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  const child = spawn(command, args, {
    stdio: options.show === true ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  const stay = () => undefined;
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGINT', stay).on('SIGTERM', forward);
  child.on('error', reject);
  child.on('close', (code, signal) => {
    process.off('SIGINT', stay).off('SIGTERM', forward);
    resolve({ code: code ?? (signal === 'SIGINT' ? 130 : 143), output });
  });
  return promise;
}
