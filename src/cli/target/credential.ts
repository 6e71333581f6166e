import { readText } from '../files.ts';
import type { Values } from '../flags.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/**
 * The credential, from the first place that is named: a file, a variable, or `SCIMULATE_TOKEN`.
 * @throws UsageError that names the place, and never what stands there
 */
export async function credentialFrom(values: Values, terminal: Terminal): Promise<string | undefined> {
  if (values.auth === 'none') return undefined;
  if (values.tokenFile !== undefined) return tokenIn(values.tokenFile, terminal);
  if (values.tokenEnv !== undefined) return tokenOf(values.tokenEnv, terminal);
  return values.token?.trim();
}

/** A credential on the command line is readable by every process of the machine, and stays in the shell's history. */
export function warnOfLiteralToken(terminal: Terminal): void {
  const instead = 'give it with --token-env NAME or --token-file FILE instead';
  if (isSet(terminal.env.CI))
    throw new UsageError(`--token is refused in CI, where command lines are logged; ${instead}.`);
  terminal.err(`scimulate: others on this machine can read --token; ${instead}.`);
}

export async function tokenIn(file: string, terminal: Terminal): Promise<string> {
  const text = file === '-' ? await terminal.read() : readText(file, 'token file');
  const token = text.trim();
  if (token === '') throw new UsageError(`${file === '-' ? 'standard input' : file} holds no token.`);
  return token;
}

function tokenOf(name: string, terminal: Terminal): string {
  const token = terminal.env[name]?.trim();
  if (token === undefined || token === '') throw new UsageError(`the variable ${name} of --token-env is not set.`);
  return token;
}

function isSet(text: string | undefined): boolean {
  return text !== undefined && text !== '' && text !== 'false' && text !== '0';
}
