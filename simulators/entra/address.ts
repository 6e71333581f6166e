import type { Address } from '#idp';

const flag = 'aadOptscim062020';

/**
 * The tenant URL. The flag that an administrator appends to it is a word to Entra: it turns the dialect, and nothing shows
 * that it reaches the server. [entra-url-04]
 */
export function address(typed: string): Address {
  const [root = '', query = ''] = typed.split('?', 2);
  const pairs = query.split('&').filter((pair) => pair !== '');
  const rest = pairs.filter((pair) => pair.split('=', 1)[0]?.toLowerCase() !== flag.toLowerCase());
  if (rest.length === pairs.length) return { baseUrl: typed, options: {} };
  return { baseUrl: [root, ...(rest.length === 0 ? [] : [rest.join('&')])].join('?'), options: { [flag]: true } };
}
