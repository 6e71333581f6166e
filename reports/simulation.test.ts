import { expect, test } from '@playwright/test';
import type { SimulationRun } from '#run';
import { sampleRun } from '../fixtures/runs/sample-run.ts';
import { html } from './html/html.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { terminalSummary } from './terminal.ts';

const played: SimulationRun = {
  idp: 'okta',
  scenario: 'group-flapping',
  mode: 'PATCH',
  options: {},
  steps: [{ step: 'sync', exchanges: ['x1'], provisioning: [] }],
  converged: true,
  silent: true,
  differences: [],
  behaviours: {},
};
const flap = {
  subject: '/Groups/42',
  what: '3 members',
  cause: 'server drops members',
  because: 'The read after the PATCH lacks what it added.',
  exchanges: ['x1'],
} as const;
const run = sampleRun([], {
  kind: 'simulate',
  simulations: [
    { ...played, flapping: [flap] },
    { ...played, mode: 'PUT' },
  ],
});
const sentences = [
  'Okta (group-flapping, PATCH): 3 members of /Groups/42 come and go: server drops members. The read after the PATCH lacks what it added.',
  'Okta (group-flapping, PUT): no flapping.',
];

test('names what flaps, its cause, and the mode that does not', () => {
  const summary = terminalSummary(run, { color: false, width: 400 });
  const page = html.draw(run);
  for (const sentence of sentences) expect(summary).toContain(sentence);
  expect(markdown.draw(run).replaceAll('\\', '')).toContain(`- ${sentences[0]}\n- ${sentences[1]}`);
  expect(page).toContain('<span class="pill bad">server drops members</span> 3 members of <code>/Groups/42</code>');
  expect(page).toContain('no flapping');
  expect(junit.draw(run)).toContain('<testsuite name="simulate/okta/PUT"');
});

test('says nothing of flapping where nothing flaps', () => {
  const calm = sampleRun([], { kind: 'simulate', simulations: [played] });
  for (const text of [html.draw(calm), markdown.draw(calm), terminalSummary(calm, { color: false, width: 80 })]) {
    expect(text).not.toMatch(/no flapping|come and go|comes and goes/);
  }
});
