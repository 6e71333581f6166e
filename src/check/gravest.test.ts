import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { isRuleId, type Level, requirementText } from '#catalogue';
import { bench } from './judge.ts';

/** The worst that may be said of a target that breaks a row of this level, kept apart from the table that decides it. */
const worst = {
  MUST: 'violation',
  'MUST NOT': 'violation',
  DEFINES: 'violation',
  SHOULD: 'warning',
  'SHOULD NOT': 'warning',
  MAY: 'info',
} as const satisfies Record<Level, string>;

const { checks }: { checks: readonly { readonly id: string; readonly judges: readonly string[] }[] } = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../suites/checks.json', import.meta.url)), 'utf8'),
);
const judged = [...new Set(checks.flatMap(({ judges }) => judges))].filter((id) => isRuleId(id));
const seen = { expected: 'this', observed: 'that' };

test('no check can call a violation what its row only recommends or allows', () => {
  const said = judged.map((rule) => {
    const sheet = bench([rule]);
    sheet.judge.that(rule, false, seen);
    return [rule, sheet.findings[0]?.verdict] as const;
  });

  expect(Object.fromEntries(said)).toEqual(
    Object.fromEntries(judged.map((rule) => [rule, worst[requirementText(rule).level]])),
  );
  const milder = judged.filter((rule) => worst[requirementText(rule).level] !== 'violation');
  expect(milder.length).toBeGreaterThan(100);
});

test('a finding of a provider names the provider and what that does', () => {
  const needs = judged.filter((rule) => rule.includes('-need-'));
  expect(needs.length).toBeGreaterThan(100);
  for (const rule of needs) {
    const sheet = bench([rule]);
    sheet.judge.that(rule, false, seen);
    const idp = rule.split('-need-')[0];
    expect(sheet.findings[0]?.message).toMatch(
      new RegExp(`^For (Okta|Microsoft Entra ID|Google Workspace|OneLogin) \\(${idp}-[\\w-]+-\\d{2}`),
    );
  }
});
