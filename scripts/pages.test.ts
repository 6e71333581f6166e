import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';

const pages = [
  'README.md',
  'llms.txt',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  ...globSync(['docs/**/*.md', 'examples/**/*.md']),
];

test('every link of a page leads to a file, and to a heading where it names one', () => {
  const dead = pages.flatMap((page) =>
    linksIn(page)
      .filter(([, file, heading]) => !leads(page, file, heading))
      .map(([whole]) => `${page}: ${whole}`),
  );
  expect(dead).toEqual([]);
});

test('every page of docs/ is in the list of pages', () => {
  const listed = linksIn('docs/README.md').map(([, file]) => join('docs', file));
  const missing = globSync('docs/*.md').filter((page) => page !== 'docs/README.md' && !listed.includes(page));
  expect(missing).toEqual([]);
});

test('every example is in the list of examples', () => {
  const listed = linksIn('examples/README.md').map(([, file]) => file);
  const folders = globSync('examples/*/package.json').map((file) => dirname(file).replace(/^examples\//, ''));
  expect(listed.sort()).toEqual(folders.sort());
});

type Link = readonly [whole: string, file: string, heading: string];

function linksIn(page: string): Link[] {
  const found = readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)/g);
  return [...found].map(([whole, file = '', heading = '']) => [whole, file, heading]);
}

function leads(page: string, file: string, heading: string): boolean {
  const target = file === '' ? page : join(dirname(page), file);
  if (!existsSync(target)) return false;
  // TypeDoc sets anchors of its own.
  return heading === '' || page.startsWith('docs/api/') || headingsOf(target).includes(heading);
}

function headingsOf(page: string): string[] {
  const found = readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm);
  return [...found].map(([, text = '']) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}
