import type { Case, CaseStep, Template } from './case.ts';
import { atFunction, expression, giftExpression, literal } from './javascript.ts';
import { oneLine } from './one-line.ts';
import { stepLabel } from './steps.ts';

/**
 * The case for the HTTP clients of editors. One file is for the REST Client of VS Code, which refers to
 * answers by name; the other for JetBrains (and httpyac), which has scripts and so can say whether the fault shows.
 */
export function httpFiles(subject: Case): readonly (readonly [string, string])[] {
  const bodies = subject.steps.flatMap(({ name, body }): (readonly [string, string])[] =>
    body === undefined || isOneJson(body) ? [] : [[`bodies/${name}.txt`, body.map(textOf).join('')]],
  );
  return [['case.http', restClient(subject)], ['case.jetbrains.http', jetBrains(subject)], ...bodies];
}

function restClient(subject: Case): string {
  const places = new Map(
    subject.steps.flatMap(({ name, gives }) =>
      gives.map((gift) => {
        const source = answerName(name);
        const at = 'header' in gift.from ? `headers.${gift.from.header}` : `body.$.${dotted(gift.from.body)}`;
        return [gift.name, gift.isLastSegment === true ? undefined : `${source}.response.${at}`] as const;
      }),
    ),
  );
  const refer = (name: string): string => {
    if (name === 'token') return '{{$processEnv SCIM_TOKEN}}';
    return `{{${places.get(name) ?? name}}}`;
  };
  const byHand = [...places].flatMap(([name, place]) => (place === undefined ? [name] : []));
  return [
    `# ${oneLine(subject.fault)}`,
    '# For the REST Client of VS Code. Send the requests from the top down; the credential is SCIM_TOKEN.',
    ...(byHand.length === 0 ? [] : ['# Put in by hand what stands at the end of a Location header:']),
    ...byHand.map((name) => `@${name} =`),
    `@baseUrl = ${subject.base}`,
    ...subject.given.map(({ name, value }) => `@${name} = ${oneLine(value)}`),
    '',
    ...subject.steps.flatMap((step) => [
      `### ${stepLabel(step)}`,
      ...step.signs
        .slice(0, 5)
        .map(({ says }) => `# the fault shows here if not: ${oneLine(says)}`)
        .map(plainSays),
      `# @name ${answerName(step.name)}`,
      ...request(step, refer),
      '',
    ]),
  ].join('\n');
}

/** What a sign says is either what should be or what is wrong; the status of a fault is the latter. */
function plainSays(line: string): string {
  return line.includes('should be') || line.includes('should have')
    ? line
    : line.replace('shows here if not', 'shows here if');
}

function jetBrains(subject: Case): string {
  const refer = (name: string): string => (name === 'token' ? '{{SCIM_TOKEN}}' : `{{${name}}}`);
  return [
    `# ${oneLine(subject.fault)}`,
    '# For the HTTP client of JetBrains, and httpyac. SCIM_TOKEN and baseUrl come from an environment.',
    `# The recording was made at ${oneLine(subject.base)}`,
    ...subject.given.map(({ name, value }) => `@${name} = ${oneLine(value)}`),
    '',
    ...subject.steps.flatMap((step) => [`### ${stepLabel(step)}`, ...request(step, refer), ...handler(step), '']),
  ].join('\n');
}

function handler(step: CaseStep): readonly string[] {
  if (step.gives.length === 0 && step.signs.length === 0) return [];
  const refer = (name: string): string => `client.global.get(${literal(name)})`;
  return [
    '',
    '> {%',
    'const status = response.status;',
    'let body = response.body;',
    "if (typeof body === 'string') { try { body = JSON.parse(body); } catch { body = undefined; } }",
    'const header = (name) => response.headers.valueOf(name);',
    ...atFunction.split('\n'),
    ...step.gives.map((gift) => `client.global.set(${literal(gift.name)}, ${giftExpression(gift)});`),
    ...step.signs.map(({ says, all }) => {
      const shows = all.map((each) => expression(each, refer)).join(' && ');
      return `client.test(${literal(oneLine(`the fault does not show: ${says}`))}, () => { client.assert(!(${shows})); });`;
    }),
    '%}',
  ].map((line) => line.replaceAll('%}', line === '%}' ? '%}' : '%\\u007d'));
}

function request(step: CaseStep, refer: (name: string) => string): readonly string[] {
  const filled = (template: Template): string =>
    template.map((part) => (typeof part === 'string' ? part : refer(part.ref))).join('');
  return [
    `${step.method} {{baseUrl}}${filled(step.path)}`,
    ...step.headers.map(([name, value]) => `${name}: ${filled(value)}`),
    ...(step.body === undefined ? [] : ['', body(step.name, step.body, filled)]),
  ];
}

function body(name: string, template: Template, filled: (template: Template) => string): string {
  return isOneJson(template) ? filled(oneLineJson(template)) : `< ./bodies/${name}.txt`;
}

/** JSON whose places are inside strings, so that it can stand on one line; all else goes into a file of its own. */
function isOneJson(template: Template): boolean {
  try {
    const json: unknown = JSON.parse(template.map((part) => (typeof part === 'string' ? part : '0')).join(''));
    return typeof json === 'object' && json !== null;
  } catch {
    return false;
  }
}

/** Line ends of JSON stand between its parts only; braces that come twice stand in strings only, and would be a variable. */
export function oneLineJson(template: Template): Template {
  return template.map((part) =>
    typeof part === 'string'
      ? part
          .replace(/[\r\n]+/g, ' ')
          .replace(/\{(?=\{)/g, '\\u007b')
          .replace(
            /[\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g,
            (mark) => `\\u${mark.charCodeAt(0).toString(16)}`,
          )
      : part,
  );
}

function textOf(part: Template[number]): string {
  return typeof part === 'string' ? part : '';
}

function answerName(step: string): string {
  return step.replace('-', '');
}

function dotted(path: readonly string[]): string {
  return path.reduce(
    (text, name) => (/^\d+$/.test(name) ? `${text}[${name}]` : text === '' ? name : `${text}.${name}`),
    '',
  );
}
