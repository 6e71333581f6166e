import { type Flag, type FlagKey, flags, type Verb, variableOf, verbs } from '#cli';

/** docs/cli.md: every verb and flag, from the same tables as `--help`. */
export function commandLine(): string {
  return [
    '# The command line',
    '',
    'Written by `npm run docs` from the tables that the program itself reads.',
    '',
    '`scimulate <verb>`. A flag wins over its variable, that over `targets.NAME` in the config file, that over the top of the config file, and that over the default.',
    '',
    ...exitCodes(),
    ...Object.entries<Verb>(verbs).flatMap(([name, verb]) => section(name, verb)),
  ].join('\n');
}

function section(name: string, { words, says, flags: keys, examples, defaults }: Verb): string[] {
  const rows = keys.map((key) => {
    const own = defaults?.[key];
    return { key, flag: own === undefined ? flagOf(key) : { ...flagOf(key), default: own } };
  });
  return [
    `## scimulate ${name} ${words}`.trimEnd(),
    '',
    says,
    '',
    '```sh',
    ...examples.map((example) => `npx ${example}`),
    '```',
    '',
    '| flag | variable | means | default |',
    '|---|---|---|---|',
    ...rows.map(
      ({ key, flag }) => `| \`${spelled(flag)}\` | \`${variableOf(key)}\` | ${meaning(flag)} | ${flag.default ?? ''} |`,
    ),
    '',
  ];
}

function flagOf(key: FlagKey): Flag {
  return flags[key];
}

function spelled(flag: Flag): string {
  const short = flag.short === undefined ? '' : `${flag.short}, `;
  const value = flag.value === undefined ? '' : ` ${flag.value}`;
  return `${short}--${flag.flag}${value}`.replaceAll('|', '\\|');
}

function meaning({ says, choices }: Flag): string {
  return choices === undefined ? says : `${says}: ${choices.join(', ')}`;
}

function exitCodes(): string[] {
  return [
    '| exit code | means |',
    '|---|---|',
    '| 0 | ran; nothing unexpected |',
    '| 1 | an unexpected violation (or warning with `--fail-on warning`); a simulated provider and the target did not converge |',
    '| 2 | wrong use: flag, config, baseline or input file |',
    '| 3 | the target cannot be tested: unreachable, TLS, 401 at the first request |',
    '| 4 | only the baseline is stale |',
    '| 5 | nothing ran |',
    '| 70 | a bug of ours |',
    '| 130, 143 | interrupted |',
    '',
  ];
}
