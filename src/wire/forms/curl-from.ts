import type { RequestMessage } from '../exchange.ts';
import { headerOf } from '../header-of.ts';
import { type PrintedHeader, printedHeaders } from './credential.ts';
import { quoted, quotedWithVariable } from './quoted.ts';
import type { FormOptions } from './request-forms.ts';

/**
 * A command line for a POSIX shell that sends the request again: URL and headers as they were, and none of curl's own.
 * The credential is no part of it: it is read from the variable, which holds what follows the scheme.
 */
export function curlFrom(request: RequestMessage, options: FormOptions = {}): string {
  const variable = options.tokenVariable ?? 'SCIM_TOKEN';
  const words = [
    // -g and --path-as-is: curl would read brackets as a pattern and tidy up dots.
    'curl -sS -i -g --path-as-is',
    request.method === 'HEAD' ? '-I' : `-X ${quoted(request.method)}`,
    quoted(request.url),
    ...printedHeaders(request).map((header) => `-H ${headerWord(header, variable)}`),
    ...unwanted(request).map((name) => `-H ${quoted(`${name}:`)}`),
    ...(headerOf(request, 'accept-encoding') === undefined ? [] : ['--compressed']),
    ...(request.body === undefined ? [] : [`--data-raw ${quoted(request.body)}`]),
  ];
  return words.join(' \\\n  ');
}

function headerWord(header: PrintedHeader, variable: string): string {
  if (header.secret) return quotedWithVariable(`${header.name}: ${header.text}`, variable);
  return quoted(header.text === '' ? `${header.name};` : `${header.name}: ${header.text}`);
}

/** The headers that curl adds of itself, unless told not to. */
function unwanted(request: RequestMessage): string[] {
  const added = request.body === undefined ? ['Accept', 'User-Agent'] : ['Accept', 'User-Agent', 'Content-Type'];
  return added.filter((name) => headerOf(request, name) === undefined);
}
