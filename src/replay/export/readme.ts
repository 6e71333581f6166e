import type { Case } from './case.ts';
import { codeBlock, codeSpan, oneLine } from './one-line.ts';
import { stepLabel, wavesOf } from './steps.ts';

/** What the bundle shows and how to run each of its files. */
export function readme(subject: Case, files: readonly string[]): string {
  const { fault, expected, observed, base, steps, given, notes } = subject;
  const signs = steps.flatMap((step) => step.signs.map((sign) => ({ step, sign })));
  const together = wavesOf(steps.filter(({ phase }) => phase === 'case')).some((wave) => wave.length > 1);
  return [
    '# A fault, to be seen again',
    '',
    `The fault: ${codeSpan(fault)}`,
    '',
    ...(expected === '' ? [] : ['Expected:', '', codeBlock(expected), '']),
    ...(observed === '' ? [] : ['Observed:', '', codeBlock(observed), '']),
    `Recorded at ${codeSpan(base)}. Credentials are in none of these files: give yours as \`SCIM_TOKEN\`.`,
    '`SCIM_BASE_URL` names another target. What is created is deleted at the end.',
    '',
    '## Steps',
    '',
    ...steps.flatMap((step) => [
      `- ${codeSpan(stepLabel(step))}${step.recorded === undefined ? '' : `, answered ${step.recorded ?? 'nothing'}`}`,
      ...(step.signs.length === 0
        ? []
        : [`  (${step.signs.length === 1 ? 'a sign' : `${step.signs.length} signs`} of the fault)`]),
    ]),
    '',
    'The fault shows when one of these is so:',
    '',
    ...signs
      .slice(0, 20)
      .map(
        ({ step, sign }) =>
          `- ${codeSpan(oneLine(`${step.name}: ${sign.says}`))}${/should/.test(sign.says) ? ', and it is not' : ''}`,
      ),
    ...(signs.length > 20 ? [`- and ${signs.length - 20} more, see \`case.json\``] : []),
    '',
    '## How to run it',
    '',
    '| file | run | says |',
    '|---|---|---|',
    ...rows.filter(([file]) => files.includes(file)).map(([file, run, says]) => `| \`${file}\` | ${run} | ${says} |`),
    '',
    ...(given.length === 0
      ? []
      : [
          `What must be there before, by its id: ${given.map(({ name }) => `\`${name}\``).join(', ')}; a variable of that name gives another id.`,
          '',
        ]),
    ...(together
      ? [
          'Some steps are sent at the same time, by `run.sh` and the tests; collections and `.http` files send one after the other.',
          '',
        ]
      : []),
    ...notes.flatMap((note) => [oneLine(note), '']),
  ].join('\n');
}

const rows: readonly (readonly [file: string, run: string, says: string])[] = [
  ['run.sh', '`SCIM_TOKEN=… sh run.sh`', 'exit code 0: the fault shows again; 1: it does not; 2: that cannot be said'],
  ['case.test.ts', '`SCIM_TOKEN=… node --test case.test.ts` (Node 22.18 or later)', 'fails while the fault is there'],
  ['case.vitest.test.ts', '`SCIM_TOKEN=… npx vitest run case.vitest.test.ts`', 'fails while the fault is there'],
  [
    'case.playwright.spec.ts',
    '`SCIM_TOKEN=… npx playwright test case.playwright.spec.ts`',
    'fails while the fault is there',
  ],
  ['case.http', 'VS Code with REST Client, from the top down', 'shows the answers'],
  [
    'case.jetbrains.http',
    'JetBrains IDEs, or `httpyac send case.jetbrains.http --all --env NAME`; `baseUrl` and `SCIM_TOKEN` in `http-client.private.env.json`',
    'a test fails while the fault is there',
  ],
  [
    'case.postman_collection.json',
    'Postman, or `newman run case.postman_collection.json -e environment.json` with `SCIM_TOKEN` in that file',
    'a test fails while the fault is there',
  ],
  ['bruno/bruno.json', '`cd bruno; SCIM_TOKEN=… bru run --env recorded`', 'a test fails while the fault is there'],
  ['msw-handlers.ts', '`setupServer(...recordedHandlers())` of MSW 3', 'answers as the target did'],
  ['exchange.har', '`scimulate replay exchange.har --target URL`', 'FIXED, STILL FAILS or CANNOT REPLAY'],
  ['case.json', '', 'the sequence as data'],
];
