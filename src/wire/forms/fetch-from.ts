import type { RequestMessage } from '../exchange.ts';
import { printedHeaders } from './credential.ts';
import type { FormOptions } from './request-forms.ts';

/** The request as one JavaScript statement. The credential is read from the environment. */
export function fetchFrom(request: RequestMessage, options: FormOptions = {}): string {
  const variable = options.tokenVariable ?? 'SCIM_TOKEN';
  const headers = printedHeaders(request).map(({ name, text, secret }) => {
    const value = secret ? `${JSON.stringify(text)} + process.env.${variable}` : JSON.stringify(text);
    return `    [${JSON.stringify(name)}, ${value}],`;
  });
  return [
    `const response = await fetch(${JSON.stringify(request.url)}, {`,
    `  method: ${JSON.stringify(request.method)},`,
    ...(headers.length === 0 ? [] : ['  headers: [', ...headers, '  ],']),
    ...(request.body === undefined ? [] : [`  body: ${JSON.stringify(request.body)},`]),
    '});',
  ].join('\n');
}
