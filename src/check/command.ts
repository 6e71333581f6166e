import { spawn } from 'node:child_process';
import type { Json } from '#scim';
import { SetupError } from './resources.ts';

export interface CommandOptions {
  readonly folder: string;
  readonly timeoutMs: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const mostCharacters = 10_000_000;

/**
 * Runs a program without a shell and reads what it prints as JSON. It gets our environment save the credential of the
 * target, which is none of its business. Nothing printed is no record.
 * @throws SetupError when it cannot be started, fails, takes too long or prints something else
 */
export function jsonPrintedBy(
  [program = '', ...words]: readonly string[],
  { folder, timeoutMs, environment }: CommandOptions,
): Promise<Json | undefined> {
  const { SCIMULATE_TOKEN: _, ...env } = environment;
  const { promise, resolve, reject } = Promise.withResolvers<Json | undefined>();
  const failed = (why: string) => reject(new SetupError(`The application's side cannot be read: ${program} ${why}`));
  const child = spawn(program, words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs });
  let printed = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    if (printed.length > mostCharacters) child.kill();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(0, 200);
  });
  child.on('error', ({ message }) => failed(`cannot be started: ${message}`));
  child.on('close', (code, signal) => {
    if (signal !== null) return failed(`was stopped by ${signal}`);
    if (code !== 0) return failed(`ended with ${code}: ${complaint.split('\n')[0] ?? ''}`);
    if (printed.trim() === '') return resolve(undefined);
    try {
      resolve(JSON.parse(printed));
    } catch {
      failed('printed something that is no JSON');
    }
  });
  return promise;
}
