/** What the command line touches of the process: handed in, so that tests can stand in for it. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isInteractive: boolean;
  /** What standard output can show. */
  readonly paper: { readonly color: boolean; readonly width: number };
  /** One line to standard output. */
  out(line: string): void;
  /** One line to standard error. */
  err(line: string): void;
  /** All of standard input. */
  read(): Promise<string>;
}

export function processTerminal(): Terminal {
  // Whoever reads us has read enough, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  return {
    env: process.env,
    isInteractive: process.stdin.isTTY === true && process.stderr.isTTY === true,
    paper: {
      color: process.stdout.isTTY === true && (process.env.NO_COLOR ?? '') === '',
      width: process.stdout.columns ?? 80,
    },
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    read: async () => {
      const chunks: string[] = [];
      for await (const chunk of process.stdin.setEncoding('utf8')) chunks.push(String(chunk));
      return chunks.join('');
    },
  };
}
