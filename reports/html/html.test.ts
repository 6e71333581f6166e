import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { anyRun } from '../../fixtures/runs/any-run.ts';
import { sampleExchange, sampleFinding, sampleResult, sampleRun } from '../../fixtures/runs/sample-run.ts';
import { showcaseRun } from '../../fixtures/runs/showcase-run.ts';
import { html } from './html.ts';

const page = html.draw(showcaseRun());

test('allows its own style and script only, by their hashes', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
  const hashOf = (tag: string): string => {
    const text = new RegExp(`<${tag}>([\\s\\S]*)</${tag}>`).exec(page)?.[1] ?? '';
    return `sha256-${createHash('sha256').update(text).digest('base64')}`;
  };
  expect(policy).toBe(
    `default-src 'none'; style-src '${hashOf('style')}'; script-src '${hashOf('script')}'; base-uri 'none'; form-action 'none'`,
  );
});

test('fetches nothing and has nothing that its policy would refuse', () => {
  expect(page).not.toMatch(/<(?:img|link|iframe|object|embed|form|base)\b|\ssrc=|\sstyle=|\son[a-z]+=|@import|url\(/);
});

test('leads from every cell and cause to something on the page', () => {
  const ids = new Set([...page.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]));
  const targets = [...page.matchAll(/href="#([^"]*)"/g)].map((match) => decodeURIComponent(match[1] ?? ''));
  expect(targets.length).toBeGreaterThan(40);
  expect(targets.filter((target) => !ids.has(target))).toEqual([]);
  expect(ids.size).toBe([...page.matchAll(/ id="/g)].length);
});

test('tells the verdict first, with its denominators', () => {
  expect(page).toMatch(/<h1><span class="word">FAIL<\/span> Example Server 2.4 fails 4 of 17 judged checks; 1 more/);
});

test('draws the proof once, with the command to send it again', () => {
  expect(page.match(/<details class="exchange" id="x-x1">/g)).toHaveLength(1);
  expect(page).toContain('curl -sS');
  expect(page).toContain('href="#x-x1"');
});

test('marks the part of the answer that a finding points at', () => {
  expect(page).toContain('<b>"status"</b>: <mark><i>409</i></mark>');
});

test('marks behaviours that are inferred', () => {
  expect(page).toContain('<span class="pill guess">inferred</span>');
});

test('makes no link of an address that is not http', () => {
  const run = sampleRun([sampleResult('a-b')], {
    requirements: { '7644-3.3-01': { level: 'MUST', section: 'x', link: 'javascript:alert(1)', text: 't' } },
  });
  expect(html.draw(run)).not.toContain('javascript:');
});

test('stays well-formed and inert, whatever a target says', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      const text = html.draw(run);
      expect(text).not.toContain('<hostile');
      expect(text.match(/<\/script>/g)).toHaveLength(1);
      expect(unbalanced(text)).toEqual([]);
    }),
  );
});

for (const [failing, characters] of [
  [300, 200],
  [100, 20_000],
  [80, 20_000],
] as const) {
  test(`stays under a megabyte and a half with ${failing} failing checks of a thousand and bodies of ${characters}`, () => {
    const many = Array.from({ length: 1000 }, (_, at) => at);
    const body = `{"userName":"${'x'.repeat(characters)}"}`;
    const { request } = sampleExchange('x');
    const run = sampleRun(
      many.map((at) =>
        sampleResult(
          `users-${at}`,
          at < failing ? { status: 'failed', findings: [sampleFinding({ exchanges: [`x${at}`] })] } : {},
        ),
      ),
      {
        exchanges: many.map((at) =>
          sampleExchange(`x${at}`, { request: { ...request, body }, response: { status: 200, headers: [], body } }),
        ),
      },
    );
    expect(html.draw(run).length).toBeLessThan(1_500_000);
  });
}

test('makes one matrix of several servers', () => {
  const other = sampleRun([sampleResult('users-create')]);
  const text = html.draw(showcaseRun(), { others: [other] });
  const [, rows = ''] = /<section id="servers">([\s\S]*?)<\/section>/.exec(text) ?? [];
  expect(rows).toContain('<th scope="row"><a href="#matrix">Example Server 2.4</a>');
  expect(rows).toMatch(/<th scope="row">sample<br>.*?1\/1/s);
  expect(unbalanced(text)).toEqual([]);
});

test('says what changed since an earlier run, regressions first', () => {
  const before = sampleRun([sampleResult('a'), sampleResult('b', { status: 'failed', findings: [sampleFinding()] })]);
  const after = sampleRun([sampleResult('b'), sampleResult('a', { status: 'failed', findings: [sampleFinding()] })]);
  const text = html.draw(after, { before });
  expect(text).toMatch(/1 check regressed[\s\S]*href="#check-a"[\s\S]*1 check fixed[\s\S]*href="#check-b"/);
  expect(html.draw(after, { before: after })).toContain('Nothing changed since the run of 2026-01-02 03:04 UTC.');
  expect(unbalanced(text)).toEqual([]);
});

const voids: ReadonlySet<string> = new Set(['meta', 'input', 'br', 'rect', 'line', 'path', '!doctype']);

/** Tags that are opened and not closed, or the other way round. */
function unbalanced(text: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const bare = text.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '');
  for (const [, slash, name = ''] of bare.matchAll(/<(\/?)([a-z!][a-z0-9]*)[^>]*>/gi)) {
    if (voids.has(name)) continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...open, ...wrong];
}
