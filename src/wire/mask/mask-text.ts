import { base64Masker } from './mask-base64.ts';
import { mask, secretPattern } from './secret-pattern.ts';

/** The text without the secrets, in whatever encoding they stand in it. */
export function maskText(text: string, secrets: readonly string[]): string {
  return maskerOf(secrets)(text);
}

/** `maskText` for many texts: the patterns are made once. */
export function maskerOf(secrets: readonly string[]): (text: string) => string {
  const pattern = secretPattern(secrets);
  if (pattern === undefined) return (text) => text;
  const maskBase64 = base64Masker(secrets) ?? ((text: string) => text);
  return (text) => maskBase64(text.replace(pattern, mask));
}
