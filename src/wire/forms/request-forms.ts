import type { RequestMessage } from '../exchange.ts';
import { curlFrom } from './curl-from.ts';
import { fetchFrom } from './fetch-from.ts';
import { httpFileFrom } from './http-file-from.ts';
import { httpieFrom } from './httpie-from.ts';

export interface FormOptions {
  /** The variable that holds the credential, without the scheme before it. Default SCIM_TOKEN. */
  readonly tokenVariable?: string | undefined;
}

/** A way to write a request down so that someone can send it again. */
export interface RequestForm {
  readonly title: string;
  readonly language: string;
  readonly draw: (request: RequestMessage, options?: FormOptions) => string;
}

export const requestForms = {
  curl: { title: 'curl', language: 'sh', draw: curlFrom },
  httpie: { title: 'HTTPie', language: 'sh', draw: httpieFrom },
  fetch: { title: 'fetch', language: 'js', draw: fetchFrom },
  http: { title: '.http file', language: 'http', draw: httpFileFrom },
} as const satisfies Record<string, RequestForm>;
