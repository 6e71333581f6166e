import type { Case, CaseStep, Template } from './case.ts';
import { oneLineJson } from './http-file.ts';
import { atFunction, expression, giftExpression, literal } from './javascript.ts';
import { oneLine } from './one-line.ts';
import { stepLabel } from './steps.ts';

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** The case as a collection of Postman, version 2.1. The credential is the variable SCIM_TOKEN of an environment. */
export function postmanCollection(subject: Case): string {
  const variables = [
    { key: 'baseUrl', value: subject.base },
    ...subject.given.map(({ name, value }) => ({ key: name, value })),
    ...subject.steps.flatMap(({ gives }) => gives.map(({ name }) => ({ key: name, value: '' }))),
  ];
  const collection = {
    info: { name: oneLine(subject.title), description: oneLine(subject.fault), schema },
    item: subject.steps.map(item),
    variable: variables,
  };
  return `${JSON.stringify(collection, null, 2)}\n`;
}

function item(step: CaseStep): object {
  const { path, headers, body } = step;
  return {
    name: stepLabel(step),
    request: {
      method: step.method,
      header: headers.map(([key, value]) => ({ key, value: filled(value) })),
      url: `{{baseUrl}}${filled(path)}`,
      ...(body === undefined ? {} : { body: { mode: 'raw', raw: filled(safe(body)) } }),
    },
    event: [
      ...(step.phase === 'clean-up' ? [script('prerequest', skips(step))] : []),
      ...(step.gives.length + step.signs.length === 0 ? [] : [script('test', judges(step))]),
    ],
  };
}

function script(listen: string, exec: readonly string[]): object {
  return { listen, script: { type: 'text/javascript', exec } };
}

function skips({ path }: CaseStep): readonly string[] {
  return path.flatMap((part) =>
    typeof part === 'string'
      ? []
      : [`if (!pm.collectionVariables.get(${literal(part.ref)})) pm.execution.skipRequest();`],
  );
}

function judges({ gives, signs }: CaseStep): readonly string[] {
  const refer = (name: string): string => `pm.collectionVariables.get(${literal(name)})`;
  return [
    'const status = pm.response.code;',
    'let body; try { body = pm.response.json(); } catch (error) { body = undefined; }',
    'const header = (name) => pm.response.headers.get(name);',
    ...atFunction.split('\n'),
    ...gives.map((gift) => `pm.collectionVariables.set(${literal(gift.name)}, String(${giftExpression(gift)} ?? ''));`),
    ...gives
      .filter(({ isOptional }) => !isOptional)
      .map(
        ({ name, kind }) =>
          `pm.test(${literal(`gives the ${kind} that a later step needs`)}, () => pm.expect(${refer(name)}).to.not.equal(''));`,
      ),
    ...signs.map(({ says, all }) => {
      const shows = all.map((each) => expression(each, refer)).join(' && ');
      return `pm.test(${literal(oneLine(`the fault does not show: ${says}`))}, () => pm.expect(${shows}).to.equal(false));`;
    }),
  ];
}

function filled(template: Template): string {
  return template
    .map((part) => (typeof part === 'string' ? part : part.ref === 'token' ? '{{SCIM_TOKEN}}' : `{{${part.ref}}}`))
    .join('');
}

/** Braces of what was recorded are no variables of Postman. */
function safe(body: Template): Template {
  const text = body.map((part) => (typeof part === 'string' ? part : '0')).join('');
  try {
    JSON.parse(text);
    return oneLineJson(body);
  } catch {
    return body;
  }
}
