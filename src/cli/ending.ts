import type { Terminal } from './terminal.ts';

/** What an error means to the caller, by its class. Whatever is not listed is a bug of ours. */
const codes: Readonly<Record<string, number>> = {
  UsageError: 2,
  ConfigError: 2,
  RunFileError: 2,
  ScenarioError: 2,
  MappingError: 2,
  FaultSyntaxError: 2,
  RecordingError: 2,
  OracleSyntaxError: 2,
  ListenError: 2,
  StoreError: 2,
  TargetError: 3,
  TransportError: 3,
};

/** Says in one sentence what went wrong and gives the exit code. There is never a stack. */
export function endWith(error: unknown, terminal: Terminal): number {
  const message = plain(error instanceof Error ? error.message : String(error));
  const code = error instanceof Error ? codes[error.name] : undefined;
  const [first = ''] = message.split('\n');
  if (code === undefined) {
    terminal.err(`scimulate broke, which is a bug of ours: ${first}`);
    terminal.err('Please report it with this line and the command; CONTRIBUTING.md in the package says where.');
    return 70;
  }
  terminal.err(`scimulate: ${asSentence(message)}${mendOf(error)}`);
  return code;
}

/** What a file or a target had to say may be quoted: no terminal must obey it, and nobody read on for ever. */
function plain(message: string): string {
  const text = message.replace(/[^\P{C}\n]/gu, '?');
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}

const most = 1000;

function mendOf(error: unknown): string {
  return error instanceof Error && 'mend' in error ? ` ${String(error.mend)}` : '';
}

function asSentence(message: string): string {
  return /[.?!]$/.test(message) ? message : `${message}.`;
}
