import { type Flag, flagOf, type Verb, variableOf, verbs } from '#cli';

/** Where the work that a verb is for is described as a whole. */
const guides: Readonly<Record<string, readonly string[]>> = {
  test: ['ci', 'targets', 'mapping'],
  simulate: ['engineer', 'qa'],
  serve: ['library', 'scaidrive'],
  record: ['engineer', 'reproduce'],
  replay: ['engineer', 'reproduce'],
  shrink: ['engineer', 'reproduce'],
  compare: ['reproduce'],
  export: ['engineer', 'reproduce'],
  report: ['qa', 'ci'],
  diff: ['qa', 'ci'],
  baseline: ['ci'],
  doctor: ['troubleshooting', 'targets'],
  init: ['ci'],
  cleanup: ['targets'],
  explain: ['coverage', 'troubleshooting'],
  list: ['coverage'],
  request: ['troubleshooting'],
};

/** docs/verbs/NAME.md, one for each verb, by file. */
export function verbPages(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries<Verb>(verbs).map(([name, verb]) => [`docs/verbs/${name}.md`, pageOf(name, verb)]),
  );
}

function pageOf(name: string, verb: Verb): string {
  const { words, says, examples } = verb;
  const more = [...(guides[name] ?? []).map((each) => `[${each}](../${each}.md)`), '[all verbs](../cli.md)'];
  return [
    `# scimulate ${name} ${words}`.trimEnd(),
    '',
    says,
    '',
    '```sh',
    ...examples.map((example) => (example.startsWith('scimulate') ? `npx ${example}` : example)),
    '```',
    '',
    ...flagsOf(verb),
    `See also: ${more.join(', ')}.`,
    '',
  ].join('\n');
}

function flagsOf(verb: Verb): string[] {
  const groups = Map.groupBy(verb.flags, (key) => flagOf(verb, key).group);
  return [...groups].flatMap(([group, inGroup]) => [
    `## ${group}`,
    '',
    '| flag | variable | means | default |',
    '|---|---|---|---|',
    ...inGroup.map((key) => {
      const flag = flagOf(verb, key);
      return `| ${spelled(flag)} | \`${variableOf(key)}\` | ${meaningOf(flag)} | ${flag.default ?? ''} |`;
    }),
    '',
  ]);
}

/** A flag as it is typed, with its short form and what stands for its value. */
export function spelled(flag: Flag): string {
  const short = flag.short === undefined ? '' : `${flag.short}, `;
  const value = flag.value === undefined ? '' : ` ${flag.value}`;
  return `\`${short}--${flag.flag}${value}\``.replaceAll('|', '\\|');
}

/** What a flag says, with its choices. */
export function meaningOf({ says, choices }: Flag): string {
  return choices === undefined ? says : `${says}: ${choices.join(', ')}`;
}
