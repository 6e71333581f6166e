import type { RequestMessage } from '../exchange.ts';
import { printedHeaders } from './credential.ts';
import type { FormOptions } from './request-forms.ts';

/** The request as one entry of an `.http` file. The credential is a variable of the file's environment. */
export function httpFileFrom(request: RequestMessage, options: FormOptions = {}): string {
  const variable = options.tokenVariable ?? 'SCIM_TOKEN';
  return [
    `${request.method} ${request.url}`,
    ...printedHeaders(request).map(({ name, text, secret }) => `${name}: ${text}${secret ? `{{${variable}}}` : ''}`),
    ...(request.body === undefined ? [] : ['', request.body]),
    '',
  ].join('\n');
}
