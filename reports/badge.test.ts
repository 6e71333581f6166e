import { expect, test } from '@playwright/test';
import { create } from 'xmlbuilder2';
import { sampleResult, sampleRun } from '../fixtures/runs/sample-run.ts';
import { showcaseRun } from '../fixtures/runs/showcase-run.ts';
import { badge, badgeJson } from './badge.ts';

test('counts what holds of what was judged, in the colour of the verdict', () => {
  expect(JSON.parse(badgeJson.draw(showcaseRun()))).toEqual({
    schemaVersion: 1,
    label: 'SCIM 2.0',
    message: '12/17 checks, 0/1 IdP',
    color: '#b21f2b',
  });
  expect(JSON.parse(badgeJson.draw(sampleRun([sampleResult('a')])))).toMatchObject({
    message: '1/1 checks',
    color: '#1a7f4b',
  });
  expect(JSON.parse(badgeJson.draw(sampleRun([])))).toMatchObject({ message: 'not judged' });
});

test('is XML that says the same to whoever cannot see it', () => {
  const text = badge.draw(showcaseRun());
  expect(() => create(text)).not.toThrow();
  expect(text).toContain('aria-label="SCIM 2.0: 12/17 checks, 0/1 IdP"');
});
