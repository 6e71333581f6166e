/** A path behind a base URL. It stays letter for letter, stray marks too; a query of the base comes after it. */
export function targetUrl(baseUrl: string, target: string): string {
  const [root = '', query = ''] = baseUrl.split('?', 2);
  const url = root.replace(/\/$/, '') + target;
  if (query === '') return url;
  return `${url}${target.includes('?') ? '&' : '?'}${query}`;
}
