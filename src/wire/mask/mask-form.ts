import { mask } from './mask.ts';
import { filtersPassword, isSecretField } from './secret-names.ts';

/** A form body or a query without its credentials; all else stays as it is written. */
export function maskForm(text: string): string {
  return text
    .split('&')
    .map((part) => {
      const at = part.indexOf('=');
      if (at < 0) return part;
      const value = decoded(part.slice(at + 1));
      const isSecret = isSecretField(decoded(part.slice(0, at))) || filtersPassword(value);
      return isSecret && value !== '' ? `${part.slice(0, at)}=${mask}` : part;
    })
    .join('&');
}

/** A URL without user information and without credentials in its query. */
export function maskUrl(url: string): string {
  const bare = url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, `$1${mask}@`);
  const at = bare.indexOf('?');
  return at < 0 ? bare : `${bare.slice(0, at + 1)}${maskForm(bare.slice(at + 1))}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
