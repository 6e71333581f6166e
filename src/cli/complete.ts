import tab, { type RootCommand } from '@bomb.sh/tab';
import { type Flag, flags } from './flags.ts';
import { type Verb, verbs } from './verbs.ts';

/**
 * What may stand at the end of a command line, printed as the scripts of `scimulate completion` read it.
 * @param words what was typed after `scimulate`; the last one may be begun or empty
 */
export function complete(words: readonly string[]): void {
  const root = rootOf();
  root.parse([...words]);
}

/** The script that teaches a shell to ask `scimulate complete -- …`. */
export function printCompletionScript(shell: string): void {
  rootOf().setup('scimulate', 'scimulate', shell);
}

function rootOf(): RootCommand {
  for (const [name, verb] of Object.entries<Verb>(verbs)) {
    const command = tab.command(name, verb.says);
    for (const key of verb.flags) {
      const flag: Flag = flags[key];
      const { choices = [] } = flag;
      if (flag.kind === 'switch') command.option(flag.flag, flag.says, flag.short?.slice(1));
      else command.option(flag.flag, flag.says, each(choices), flag.short?.slice(1));
    }
    const words = wordsOf(verb);
    if (words.length > 0) command.argument('word', each(words));
  }
  return tab;
}

/** The choices that a verb's own words name, as `<show|update>` does. */
function wordsOf(verb: Verb): string[] {
  const [, choices = ''] = /^<(?<choices>[^>]*\|[^>]*)>/.exec(verb.words) ?? [];
  return choices === '' ? [] : choices.split('|');
}

function each(values: readonly string[]): (add: (value: string, says: string) => void) => void {
  return (add) => {
    for (const value of values) add(value, '');
  };
}
