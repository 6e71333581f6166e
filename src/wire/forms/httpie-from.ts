import type { RequestMessage } from '../exchange.ts';
import { headerOf } from '../header-of.ts';
import { printedHeaders } from './credential.ts';
import { quoted, quotedWithVariable } from './quoted.ts';
import type { FormOptions } from './request-forms.ts';

/** The request as an HTTPie command for a POSIX shell. The credential is read from the variable. */
export function httpieFrom(request: RequestMessage, options: FormOptions = {}): string {
  const variable = options.tokenVariable ?? 'SCIM_TOKEN';
  const words = [
    `http --ignore-stdin --unsorted --print=hb ${quoted(request.method)} ${quoted(request.url)}`,
    ...printedHeaders(request).map(({ name, text, secret }) => {
      if (secret) return quotedWithVariable(`${name}:${text}`, variable);
      return quoted(text === '' ? `${name};` : `${name}:${text}`);
    }),
    ...['Accept', 'User-Agent']
      .filter((name) => headerOf(request, name) === undefined)
      .map((name) => quoted(`${name}:`)),
    ...(request.body === undefined ? [] : [`--raw=${quoted(request.body)}`]),
  ];
  return words.join(' \\\n  ');
}
