import { endWith } from './ending.ts';
import { parse } from './program.ts';
import { warnOfLiteralToken } from './target/credential.ts';
import { processTerminal, type Terminal } from './terminal.ts';
import { originsOf, valuesFrom } from './values.ts';
import { type Verb, verbs } from './verbs.ts';
import { version } from './version.ts';

const hello = `scimulate judges SCIM 2.0 servers and plays the identity providers that will call them. Try:

  scimulate test                                        the suites against the reference server
  scimulate test --target URL --token-env NAME          the suites against yours
  scimulate simulate entra --target URL --token-env NAME

scimulate --help lists all verbs; docs/cli.md in the package has every flag.`;

/** Runs the command line of this process and gives the exit code. What nobody caught ends it in one sentence too. */
export function start(argv: readonly string[]): Promise<number> {
  const terminal = processTerminal();
  process.on('uncaughtException', (error) => process.exit(endWith(error, terminal)));
  return main(argv, terminal);
}

/** Runs one command line and gives the exit code; it never throws. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    if (argv.length === 0) {
      terminal.out(hello);
      return 0;
    }
    const [first, second] = argv;
    if (first === 'complete' && second === '--') {
      const { complete } = await import('./complete.ts');
      complete(argv.slice(2));
      return 0;
    }
    if (argv.length === 2 && argv.includes('--version') && argv.includes('--json')) {
      terminal.out(JSON.stringify({ name: 'scimulate', version: version(), node: process.versions.node }));
      return 0;
    }
    const typed = parse(argv, version(), (text) => terminal.out(text.trimEnd()));
    if (typed === undefined) return 0;
    const verb: Verb = verbs[typed.verb];
    const config = verb.flags.includes('config') ? await configFor(typed.given.get('config'), terminal) : {};
    if (typed.given.has('token')) warnOfLiteralToken(terminal);
    const layers = [verb.flags, typed.given, terminal.env, config, verb.defaults] as const;
    const values = valuesFrom(...layers);
    if (values.printConfig === true) {
      for (const line of originsOf(...layers)) terminal.out(line);
      return 0;
    }
    const run = await verb.load();
    return await run({ values, words: typed.words, config, terminal });
  } catch (error) {
    return endWith(error, terminal);
  }
}

async function configFor(named: string | undefined, terminal: Terminal) {
  const { readConfig } = await import('#config');
  return readConfig(process.cwd(), named ?? terminal.env.SCIMULATE_CONFIG);
}
