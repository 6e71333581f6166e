import type { Case, CaseStep, Sign, Template } from './case.ts';
import { atFunction, expression, giftExpression, literal, templateLiteral } from './javascript.ts';
import { oneLine } from './one-line.ts';
import { stepLabel, wavesOf } from './steps.ts';

/** The case as tests, one file a runner; what they share is in `reproduce.ts`. */
export function testFiles(subject: Case): readonly (readonly [string, string])[] {
  const title = literal(oneLine(`not any more: ${subject.fault}`));
  return [
    ['reproduce.ts', reproduce(subject)],
    [
      'case.test.ts',
      `import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { reproduce } from './reproduce.ts';\n\ntest(${title}, async () => {\n  assert.deepEqual(await reproduce(), []);\n});\n`,
    ],
    [
      'case.vitest.test.ts',
      `import { expect, test } from 'vitest';\nimport { reproduce } from './reproduce.ts';\n\ntest(${title}, async () => {\n  expect(await reproduce()).toEqual([]);\n}, 60_000);\n`,
    ],
    [
      'case.playwright.spec.ts',
      `import { expect, test } from '@playwright/test';\nimport { reproduce } from './reproduce.ts';\n\ntest(${title}, async () => {\n  expect(await reproduce()).toEqual([]);\n});\n`,
    ],
  ];
}

function reproduce(subject: Case): string {
  const { steps, given, base, fault } = subject;
  const gifts = steps.flatMap(({ gives }) => gives.map(({ name }) => name));
  const cases = steps.filter(({ phase }) => phase !== 'clean-up');
  const cleaning = steps.filter(({ phase }) => phase === 'clean-up');
  return `// ${oneLine(fault)}
// SCIM_TOKEN is the credential, SCIM_BASE_URL another target than that of the recording.

const base = (process.env.SCIM_BASE_URL ?? ${literal(base)}).replace(/\\/+$/, '');
const token = process.env.SCIM_TOKEN ?? '';

/** Sends the case and gives what shows the fault; nothing when it does not show. It throws when that cannot be said. */
export async function reproduce(): Promise<readonly string[]> {
  const shown: string[] = [];
  const astray: string[] = [];
${gifts.map((name) => `  let ${name}: string | undefined;\n`).join('')}${given
  .map(({ name, value }) => `  const ${name} = process.env.${name} ?? ${literal(value)};\n`)
  .join('')}
  try {
${wavesOf(cases).map(wave).join('\n')}
  } catch (error) {
    if (shown.length === 0) throw error;
  } finally {
${cleaning.map(cleanUp).join('')}  }
  if (shown.length === 0 && astray.length > 0) throw new Error(astray.join('; '));
  return shown;
}

interface Answer {
  /** 0 when no answer came. */
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  /** All that stands at a path of the body; \`*\` is any element. */
  readonly at: (path: readonly string[]) => readonly unknown[];
}

async function send(method: string, path: string, headers: [string, string][], sent?: string): Promise<Answer> {
  const answer = await fetch(base + path, { method, headers, body: sent ?? null, redirect: 'manual' }).catch(() => undefined);
  const body: unknown = parsed(await answer?.text());
  ${atFunction
    .replace('(path) =>', '(path: readonly string[]) =>')
    .replace('(found, name)', '(found: readonly unknown[], name: string)')
    .replace('[one[name]]', '[(one as Record<string, unknown>)[name]]')
    .replace('[body])', '[body] as readonly unknown[])')
    .replaceAll('\n', '\n  ')}
  return { status: answer?.status ?? 0, header: (name) => answer?.headers.get(name) ?? undefined, at };
}

function parsed(text = ''): unknown {
  try {
    return JSON.parse(text.replace(/^\\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

/** As a part of a URL. */
function encoded(value: string | undefined): string {
  return encodeURIComponent(value ?? '');
}

/** Within a text of JSON. */
function inJson(value: string | undefined): string {
  return JSON.stringify(value ?? '').slice(1, -1);
}
`;
}

function wave(steps: readonly CaseStep[]): string {
  const labels = steps.map((step) => `    // ${stepLabel(step)}\n`).join('');
  const names = steps.map(variable);
  const sends = steps.map(sending);
  const asked =
    steps.length === 1
      ? `    const ${names.join('')} = await ${sends.join('')};\n`
      : `    const [${names.join(', ')}] = await Promise.all([\n${sends.map((each) => `      ${each},\n`).join('')}    ]);\n`;
  return `${labels}${asked}${steps.flatMap(after).join('')}`;
}

function variable({ name }: CaseStep): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function sending({ method, path, headers, body }: CaseStep): string {
  const pairs = headers.map(([name, value]) => `[${literal(name)}, ${headerText(value)}]`);
  const words = [
    literal(method),
    templateLiteral(path, (name) => `encoded(${name})`),
    `[${pairs.join(', ')}]`,
    ...(body === undefined ? [] : [templateLiteral(body, (name) => `inJson(${name})`)]),
  ];
  return `send(${words.join(', ')})`;
}

function headerText(value: Template): string {
  return value.every((part) => typeof part === 'string')
    ? literal(value.join(''))
    : templateLiteral(value, (name) => name);
}

function after(step: CaseStep): readonly string[] {
  const name = variable(step);
  const isJudged = step.signs.some(({ all }) => all.some(({ is }) => is === 'status' || is === 'not'));
  const isExpected = typeof step.recorded === 'number' && step.recorded < 400 && !isJudged;
  const status = `${name}.status`;
  return [
    // What an answer gives may be what a sign is held against.
    ...step.gives.map((gift) => `    ${gift.name} = text(${giftExpression(gift, `${name}.`)});\n`),
    ...step.signs.map((each) => signLine(name, each)),
    ...(isExpected
      ? [
          `    if (${status} === 0 || ${status} >= 400) astray.push(\`${name} was answered \${${status}}, and in the recording ${step.recorded}\`);\n`,
        ]
      : []),
    ...step.gives
      .filter(({ isOptional }) => !isOptional)
      .map(
        (gift) =>
          `    if (!${gift.name}) throw new Error(${literal(`${name} gave no ${gift.kind}, which a later step needs`)});\n`,
      ),
  ];
}

function signLine(step: string, { all, says }: Sign): string {
  const conditions = all.map((each) => expression(each, (name) => name, `${step}.`));
  return `    if (${conditions.join(' && ')}) shown.push(${literal(oneLine(`${step}: ${says}`))});\n`;
}

function cleanUp(step: CaseStep): string {
  const refs = step.path.flatMap((part) => (typeof part === 'string' ? [] : [part.ref]));
  const guard = refs.length === 0 ? '' : `if (${refs.join(' && ')}) `;
  return `    // ${stepLabel(step)}\n    ${guard}await ${sending(step)};\n`;
}
