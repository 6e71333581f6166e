import { expect, test } from '@playwright/test';
import type { Header } from './exchange.ts';
import { headerOf, mediaTypeOf } from './header-of.ts';
import { jsonOf } from './json-of.ts';

const html: readonly Header[] = [['content-type', 'text/html; charset=utf-8']];
const json: readonly Header[] = [['Content-Type', 'Application/SCIM+JSON']];

test('parses JSON whatever the label on it, and passes over a byte order mark', () => {
  expect(jsonOf({ headers: html, body: '{"a":[1]}' })).toEqual({ a: [1] });
  expect(jsonOf({ headers: [], body: '\uFEFFnull' })).toBeNull();
});

for (const [headers, body, kind, says] of [
  [json, '', 'empty', 'the body is empty'],
  [json, ' \n', 'empty', 'the body is empty'],
  [[], '<!DOCTYPE html><p>secret', 'html', 'a web page (no Content-Type, 24 characters)'],
  [html, 'Sign in', 'html', 'a web page (Content-Type text/html, 7 characters)'],
  [json, '{"a":"secret"', 'malformed', 'the body breaks off (Content-Type application/scim+json, 13 characters)'],
  [json, '{"a":"secret', 'malformed', 'the body breaks off'],
  [json, '{"a":secret}', 'malformed', 'the body is malformed'],
  [json, '{"a":1 "b":2}', 'malformed', 'malformed at character 7'],
] as const) {
  test(`says what ${JSON.stringify(body)} is instead of JSON, and shows nothing of it`, () => {
    const parse = () => jsonOf({ headers, body });
    expect(parse).toThrow(expect.objectContaining({ name: 'NotJson', kind }));
    expect(parse).toThrow(says);
    expect(parse).not.toThrow('secret');
  });
}

test('finds a header whatever its case, and joins repeated lines', () => {
  const headers: readonly Header[] = [
    ['ETag', 'W/"1"'],
    ['vary', 'a'],
    ['Vary', 'b'],
  ];
  expect(headerOf({ headers }, 'etag')).toBe('W/"1"');
  expect(headerOf({ headers }, 'VARY')).toBe('a, b');
  expect(headerOf({ headers }, 'Location')).toBeUndefined();
  expect(mediaTypeOf({ headers: json })).toBe('application/scim+json');
  expect(mediaTypeOf({ headers })).toBe('');
});
