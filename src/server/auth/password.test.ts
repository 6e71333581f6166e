import { expect, test } from '@playwright/test';
import { hashPassword, verifyPassword } from './password.ts';

test('knows a password by its hash, whatever the salt, and no other password', async () => {
  const [one, two] = [await hashPassword('pässword', 5), await hashPassword('pässword', 7)];
  expect(one.split('$')[2]).not.toBe(two.split('$')[2]);
  expect([await verifyPassword('pässword', one), await verifyPassword('pässword', two)]).toEqual([true, true]);
  expect([await verifyPassword('passwort', one), await verifyPassword('', one)]).toEqual([false, false]);
});

test('knows nobody by what is no hash of its own', async () => {
  for (const text of ['', 'pbkdf2-sha256', 'plain$1$aa$bb', 'pbkdf2-sha256$1$aa']) {
    expect(await verifyPassword('x', text)).toBe(false);
  }
});
