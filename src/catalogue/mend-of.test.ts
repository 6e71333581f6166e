import { expect, test } from '@playwright/test';
import { mendOf } from './mend-of.ts';
import { mends } from './mends/mends.ts';
import { requirements } from './requirements/requirements.ts';

test('the nearest section above tells what mends a row', () => {
  expect(mendOf('rfc7644#section-3.5.2.2')).toBe(mends['rfc7644#section-3.5.2.2']);
  expect(mendOf('rfc7644#section-3.7.3')).toBe(mends['rfc7644#section-3.7']);
  expect(mendOf('rfc7644#section-3.10')).toBe(mends['rfc7644#section-3.10']);
  expect(mendOf('rfc9865#section-4')).toBe(mends.rfc9865);
  expect(mendOf('rfc7644#section-8.1')).toBeUndefined();
});

test('every mend is somebody’s', () => {
  const told = new Set(Object.values(requirements).map(({ section }) => mendOf(section)));
  expect(Object.values(mends).filter((mend) => !told.has(mend))).toEqual([]);
});
