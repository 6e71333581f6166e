import { createInterface } from 'node:readline/promises';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Suites and simulators create, change and delete users and groups, so that a target that is not on this machine is
 * written to only after someone said so.
 * @throws UsageError when nobody did
 */
export async function allowWrites(url: string, mode: string | undefined, terminal: Terminal): Promise<void> {
  const settled = mode ?? defaultMode(url, terminal);
  if (settled === 'allow') return;
  const host = new URL(url).host;
  if (settled === 'ask' && terminal.isInteractive && (await isConfirmed(host))) return;
  throw new UsageError(
    `users and groups of ${host} would be created, changed and deleted; say --writes allow if they may.`,
  );
}

function defaultMode(url: string, terminal: Terminal): string {
  if (isLoopback(new URL(url).hostname)) return 'allow';
  return terminal.isInteractive ? 'ask' : 'deny';
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

async function isConfirmed(host: string): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await prompt.question(
      `Users and groups of ${host} will be created, changed and deleted. Go on? [y/N] `,
    );
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    prompt.close();
  }
}
