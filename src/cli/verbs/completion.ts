import { printCompletionScript } from '../complete.ts';
import { notThere } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verbs.ts';

const shells = ['bash', 'zsh', 'fish'];

/** Prints the script; `eval "$(scimulate completion bash)"` puts it to use. */
export const completion: Run = async ({ words: [shell = ''] }) => {
  if (!shells.includes(shell)) throw new UsageError(notThere('shell', shell, shells));
  printCompletionScript(shell);
  return 0;
};
