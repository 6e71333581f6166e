import { expect, test } from '@playwright/test';
import { sampleExchange, sampleRun } from '../fixtures/runs/sample-run.ts';
import { html } from './html/html.ts';
import { inactiveLines } from './inactive.ts';
import { markdown } from './markdown.ts';
import { terminalSummary } from './terminal.ts';

const created = (id: string, body: object | string) => {
  const { request, response } = sampleExchange(id);
  return sampleExchange(id, {
    request: { ...request, body: typeof body === 'string' ? body : JSON.stringify(body) },
    response: response && { ...response, status: 201 },
  });
};

const run = sampleRun([], {
  kind: 'simulate',
  simulations: [
    {
      idp: 'okta',
      scenario: 'active-default-false',
      options: {},
      steps: [{ step: 'sync', exchanges: ['x1', 'x2', 'x3', 'x4', 'x5'], provisioning: [] }],
      converged: true,
      silent: true,
      differences: [],
      behaviours: {},
    },
  ],
  exchanges: [
    created('x1', { userName: 'ada@example.com', active: false }),
    created('x2', { userName: 'grace@example.com', active: 'False' }),
    created('x3', { userName: 'alan@example.com', active: true }),
    created('x4', 'no JSON'),
    sampleExchange('x5', { response: null }),
    // Of nobody's step: what the oracle did.
    created('x6', { userName: 'eve@example.com', active: false }),
  ],
});

test('S21: names who was pushed inactive, and what that means for them', () => {
  const [line = '', ...others] = inactiveLines(run);
  expect(others).toEqual([]);
  expect(line).toBe(
    'Okta (active-default-false): 2 accounts pushed inactive, who cannot sign in until the provider switches them on: ada@example.com, grace@example.com.',
  );
  expect(terminalSummary(run, { color: false, width: 400 })).toContain(line);
  expect(markdown.draw(run)).toContain('### Who was pushed inactive');
  expect(html.draw(run)).toContain('2 accounts cannot sign in');
});

test('says nothing of a run in which all came active', () => {
  const none = { ...run, exchanges: run.exchanges.slice(2, 5) };
  expect(inactiveLines(none)).toEqual([]);
  expect(markdown.draw(none)).not.toContain('inactive</h4>');
  expect(html.draw(none)).not.toContain('Who was pushed inactive');
});
