import { type Flag, type FlagKey, flags, type Verb, variableOf, verbs } from '#cli';
import { meaningOf, spelled } from './verb-page.ts';

/** docs/cli.md: every verb and flag, from the same tables as `--help`. */
export function commandLine(): string {
  return [
    '# The command line',
    '',
    'Written by `npm run docs` from the tables that the program itself reads.',
    '',
    '`scimulate <verb>`. A flag wins over its variable, that over `targets.NAME` in the config file, that over the top of the config file, and that over the default.',
    '',
    '| verb | does |',
    '|---|---|',
    ...Object.entries<Verb>(verbs).map(([name, { says }]) => `| [${name}](verbs/${name}.md) | ${says} |`),
    '',
    ...exitCodes(),
    '## Flags',
    '',
    '| flag | variable | verbs | means |',
    '|---|---|---|---|',
    ...Object.entries<Flag>(flags).flatMap(([key, flag]) => row(key, flag)),
    '',
  ].join('\n');
}

function row(key: string, flag: Flag): string[] {
  const takers = Object.entries<Verb>(verbs).filter(([, { flags: keys }]) => keys.some((each) => each === key));
  const links = takers.map(([name]) => `[${name}](verbs/${name}.md)`).join(', ');
  return isFlagKey(key) ? [`| ${spelled(flag)} | \`${variableOf(key)}\` | ${links} | ${meaningOf(flag)} |`] : [];
}

function isFlagKey(key: string): key is FlagKey {
  return Object.hasOwn(flags, key);
}

function exitCodes(): string[] {
  return [
    '| exit code | means |',
    '|---|---|',
    '| 0 | ran; nothing unexpected |',
    '| 1 | an unexpected violation (or warning with `--fail-on warning`); a simulated provider and the target did not converge |',
    '| 2 | wrong use: flag, config, baseline or input file |',
    '| 3 | the target cannot be tested: unreachable, TLS, 401 at the first request; or it left checks unanswered |',
    '| 4 | only the baseline is stale |',
    '| 5 | nothing ran |',
    '| 70 | a bug of ours |',
    '| 130, 143 | interrupted |',
    '',
  ];
}
