import { readText } from '../files.ts';
import { UsageError } from '../usage-error.ts';

/** The secret that pseudonyms are made with, from a file. @throws UsageError */
export function pseudonymKey(file: string): string {
  const key = readText(file, 'pseudonym key').trim();
  if (key.length < 16) throw new UsageError(`${file} is no key for pseudonyms: it has less than 16 characters.`);
  return key;
}
