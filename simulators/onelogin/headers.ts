import { type PlannedRequest, ScenarioError, type WireSetup } from '#idp';
import type { Header } from '#wire';
import type { OneLoginOptions } from './options.ts';

/**
 * The header list: no User-Agent and no Accept unless custom headers bring them. [onelogin-auth-01, onelogin-auth-02,
 * onelogin-header-01 … -03]
 */
export function headers(request: PlannedRequest, { options, token }: WireSetup<OneLoginOptions>): readonly Header[] {
  const list: Header[] = [['Authorization', `Bearer ${token}`]];
  if (request.body !== undefined) list.push(['Content-Type', options.contentType]);
  for (const custom of customHeaders(options)) {
    const index = list.findIndex(([name]) => name.toLowerCase() === custom[0].toLowerCase());
    if (index === -1) list.push(custom);
    else list[index] = custom;
  }
  return list;
}

/** @throws ScenarioError when a line is no header */
export function customHeaders({ customHeaders: text = '' }: OneLoginOptions): readonly Header[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name, value] = /^\s*([!#$%&'*+.^_`|~\w-]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
      if (name === undefined || value === undefined) {
        throw new ScenarioError(`The option "customHeaders" of onelogin has a line that is no header: "${line}".`);
      }
      return [name, value];
    });
}
