import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A server in a process of its own, so that it and the load do not share an event loop. */
export interface Subject {
  readonly name: string;
  readonly scim: string;
  readonly token: string;
  /** Everything that it said when it was ready. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** Resident memory of its process. */
  rssBytes(): number;
  /** Processor time that its process has used; NaN where the system does not say. */
  cpuMs(): number;
  stop(): Promise<void>;
}

/** Starts a server that says on one line of JSON when it is ready. */
export async function start(name: string, args: readonly string[]): Promise<Subject> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const { pid = 0 } = child;
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    const ready: { readonly scim?: string; readonly token?: string } = JSON.parse(line);
    if (ready.scim === undefined || ready.token === undefined) break;
    return {
      name,
      scim: ready.scim,
      token: ready.token,
      ready,
      rssBytes: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024,
      cpuMs: () => cpuMs(pid),
      stop: () => {
        child.kill('SIGTERM');
        return ended;
      },
    };
  }
  throw new Error(`${name} ended before it was ready`);
}

/** Linux counts in hundredths of a second, after the name of the program, which may hold anything. @see proc(5) */
function cpuMs(pid: number): number {
  try {
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) (?!.*\) )/);
    const fields = rest.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}
