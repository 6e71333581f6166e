import { Command, CommanderError, Option } from 'commander';
import { type Flag, type FlagKey, flags } from './flags.ts';
import { notThere } from './nearest.ts';
import { UsageError } from './usage-error.ts';
import { flagOf, type Verb, type VerbName, verbs } from './verbs.ts';

/** What was typed, not yet read: the text of each flag that was given. */
export interface Typed {
  readonly verb: VerbName;
  readonly words: readonly string[];
  readonly given: ReadonlyMap<FlagKey, string>;
}

const everyFlag =
  'Every flag can be given as a variable (--foo-bar is SCIMULATE_FOO_BAR) or in the config file (fooBar).';

/**
 * Reads the command line.
 * @returns undefined when help or version was asked for and printed
 * @throws UsageError with the nearest name where one is unknown
 */
export function parse(argv: readonly string[], version: string, print: (text: string) => void): Typed | undefined {
  let typed: Typed | undefined;
  const program = programOf(version, print, (result) => {
    typed = result;
  });
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new UsageError(sentence(error, argv));
  }
  return typed;
}

function programOf(version: string, print: (text: string) => void, done: (typed: Typed) => void): Command {
  const program = new Command('scimulate')
    .description(
      'Conformance tests for SCIM 2.0 servers, and simulators of the identity providers that will call them.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: print, writeErr: () => undefined })
    .configureHelp({ helpWidth: 100, subcommandTerm: (command) => command.name() });
  for (const [name, verb] of Object.entries<Verb>(verbs)) {
    const command = program.command(`${name} ${verb.words}`.trim()).description(verb.says);
    for (const key of verb.flags) command.addOption(optionOf(flagOf(verb, key)));
    command.addHelpText('after', `\nExamples:\n${verb.examples.map((line) => `  ${line}`).join('\n')}\n`);
    if (verb.flags.length > 0) command.addHelpText('after', everyFlag);
    command.action(() => {
      if (!isVerb(name)) throw new Error(`no verb "${name}"`);
      done({ verb: name, words: command.args, given: givenOf(command, verb.flags) });
    });
  }
  return program;
}

function optionOf(flag: Flag): Option {
  const name = `${flag.short === undefined ? '' : `${flag.short}, `}--${flag.flag}`;
  const says = [
    flag.says,
    ...(flag.choices === undefined ? [] : [`: ${flag.choices.join(', ')}`]),
    ...(flag.default === undefined ? [] : [` (default: ${flag.default})`]),
  ].join('');
  const option = new Option(flag.kind === 'switch' ? name : `${name} <${flag.value ?? 'VALUE'}>`, says);
  if (flag.kind === 'repeated') {
    option.argParser((text: string, before: string | undefined) =>
      before === undefined ? text : `${before}\n${text}`,
    );
  }
  return option.helpGroup(`${flag.group}:`);
}

function givenOf(command: Command, keys: readonly FlagKey[]): Map<FlagKey, string> {
  const given: Record<string, unknown> = command.opts();
  return new Map(
    keys.flatMap((key) => {
      const value = given[new Option(`--${flags[key].flag}`).attributeName()];
      return value === undefined ? [] : [[key, String(value)] as const];
    }),
  );
}

function sentence(error: CommanderError, argv: readonly string[]): string {
  const verb = argv.find((word) => !word.startsWith('-')) ?? '';
  const wrong = /'(?<wrong>[^']*)'/.exec(error.message)?.groups?.wrong ?? '';
  if (error.code === 'commander.unknownCommand') return notThere('verb', wrong, Object.keys(verbs));
  if (error.code === 'commander.unknownOption') return notThere('flag', wrong, flagNames(verb));
  return `${error.message.replace(/^error: /, '')}; see scimulate ${isVerb(verb) ? `${verb} ` : ''}--help.`;
}

function flagNames(verb: string): string[] {
  const keys = isVerb(verb) ? verbs[verb].flags : [];
  return [...keys.map((key) => `--${flags[key].flag}`), '--help'];
}

function isVerb(name: string): name is VerbName {
  return Object.hasOwn(verbs, name);
}
