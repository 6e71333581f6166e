import type { Case, CaseStep, Template } from './case.ts';
import { oneLineJson } from './http-file.ts';
import { atFunction, expression, giftExpression, literal } from './javascript.ts';
import { oneLine } from './one-line.ts';
import { stepLabel } from './steps.ts';

/** The case as a collection of Bruno. The credential is SCIM_TOKEN of the environment of the process. */
export function brunoFiles(subject: Case): readonly (readonly [string, string])[] {
  const { steps, given, base } = subject;
  const width = String(steps.length).length;
  const variables = [['baseUrl', base], ...given.map(({ name, value }) => [name, oneLine(value)])];
  return [
    [
      'bruno/bruno.json',
      `${JSON.stringify({ version: '1', name: oneLine(subject.title), type: 'collection' }, null, 2)}\n`,
    ],
    [
      'bruno/environments/recorded.bru',
      block(
        'vars',
        variables.map(([name, value]) => `${name}: ${value}`),
      ),
    ],
    ...steps.map(
      (step, at) =>
        [`bruno/${String(at + 1).padStart(width, '0')}-${step.name}.bru`, requestFile(step, at + 1)] as const,
    ),
  ];
}

function requestFile(step: CaseStep, seq: number): string {
  const { method, path, headers, body } = step;
  const mode = body === undefined ? 'none' : 'text';
  return [
    // A colon within a name is read as it is; braces of others would open a block.
    block('meta', [`name: ${stepLabel(step).replace(/[{}]/g, '')}`, 'type: http', `seq: ${seq}`]),
    block(method.toLowerCase(), [`url: {{baseUrl}}${filled(path)}`, `body: ${mode}`, 'auth: none']),
    ...(headers.length === 0
      ? []
      : [
          block(
            'headers',
            headers.map(([name, value]) => `${name}: ${filled(value)}`),
          ),
        ]),
    ...(body === undefined ? [] : [block('body:text', filled(safe(body)).split(/\r\n|[\r\n]/))]),
    ...(step.phase === 'clean-up' ? [block('script:pre-request', skips(step))] : []),
    ...(step.gives.length === 0 ? [] : [block('script:post-response', takes(step))]),
    ...(step.signs.length === 0 ? [] : [block('tests', judges(step))]),
  ].join('\n');
}

function block(name: string, lines: readonly string[]): string {
  return `${name} {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
}

const reads = [
  'const status = res.getStatus() ?? 0;',
  'let body = res.getBody();',
  "if (typeof body === 'string') { try { body = JSON.parse(body); } catch (error) { body = undefined; } }",
  'const header = (name) => res.getHeader(name);',
  ...atFunction.split('\n'),
];

function refer(name: string): string {
  return `bru.getVar(${literal(name)})`;
}

function skips({ path }: CaseStep): readonly string[] {
  return path.flatMap((part) =>
    typeof part === 'string' ? [] : [`if (!${refer(part.ref)}) bru.runner.skipRequest();`],
  );
}

function takes({ gives }: CaseStep): readonly string[] {
  return [
    ...reads,
    ...gives.map((gift) => `bru.setVar(${literal(gift.name)}, String(${giftExpression(gift)} ?? ''));`),
  ];
}

function judges({ signs }: CaseStep): readonly string[] {
  return [
    ...reads,
    ...signs.map(({ says, all }) => {
      const shows = all.map((each) => expression(each, refer)).join(' && ');
      return `test(${literal(oneLine(`the fault does not show: ${says}`))}, () => { expect(${shows}).to.equal(false); });`;
    }),
  ];
}

function filled(template: Template): string {
  return template
    .map((part) =>
      typeof part === 'string' ? part : part.ref === 'token' ? '{{process.env.SCIM_TOKEN}}' : `{{${part.ref}}}`,
    )
    .join('');
}

/** Braces of what was recorded are no variables of Bruno. */
function safe(body: Template): Template {
  try {
    JSON.parse(body.map((part) => (typeof part === 'string' ? part : '0')).join(''));
    return oneLineJson(body);
  } catch {
    return body;
  }
}
