import { expect, test } from '@playwright/test';
import { freshNames } from './fresh.ts';
import { strangerTo } from './stranger.ts';

const fresh = freshNames('n', 'w0-', '{}@example.com');

for (const [known, form, isLikeOthers] of [
  ['0b9c6ffb-0f0f-4a2e-9d5e-0a4f6f2f8c11', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, true],
  ['0B9C6FFB-0F0F-4A2E-9D5E-0A4F6F2F8C11', /^[0-9A-F-]{36}$/, true],
  ['65f1c0ffee65f1c0ffee65f1', /^[0-9a-f]{24}$/, true],
  ['1042', /^scimulate-n-w0-\d+-nobody$/, false],
  ['ada@example.com', /^scimulate-n-w0-\d+-nobody$/, false],
] as const) {
  test(`an id that is nobody's looks like ${known} where that is safe`, () => {
    const stranger = strangerTo(known, fresh);
    expect(stranger.id).toMatch(form);
    expect(stranger.id).not.toBe(known);
    expect(stranger.isLikeOthers).toBe(isLikeOthers);
  });
}
