import { hexOf, sameSecret } from './digest.ts';

const scheme = 'pbkdf2-sha256';

/** `pbkdf2-sha256$iterations$salt$hash`, salt and hash in hex. */
export async function hashPassword(password: string, iterations: number): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return [scheme, iterations, hexOf(salt), await derive(password, salt, iterations)].join('$');
}

/** True if `password` is the one that was hashed. */
export async function verifyPassword(password: string, hashed: string): Promise<boolean> {
  const [name, iterations, salt, hash] = hashed.split('$');
  if (name !== scheme || iterations === undefined || salt === undefined || hash === undefined) return false;
  const bytes = Uint8Array.from(salt.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return sameSecret(await derive(password, bytes, Number(iterations)), hash);
}

async function derive(password: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(password), 'PBKDF2', false, ['deriveBits']);
  return hexOf(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, 256));
}
