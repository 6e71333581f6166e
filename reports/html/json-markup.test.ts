import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { bodyMarkup } from './json-markup.ts';

/** The text that a reader sees. */
function seen(html: string): string {
  return html
    .replace(/<\/?(?:b|i|mark)>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

test('breaks JSON into lines and keeps every token as it was sent', () => {
  expect(seen(bodyMarkup('{"a":1.0,"a":[],"b":[1,{"c":"x, y: {z}"}],"d":{}}', 1000).html)).toBe(
    [
      '',
      '{',
      '  "a": 1.0,',
      '  "a": [],',
      '  "b": [',
      '    1,',
      '    {',
      '      "c": "x, y: {z}"',
      '    }',
      '  ],',
      '  "d": {}',
      '}',
    ]
      .join('\n')
      .slice(1),
  );
});

test('says the same JSON as before', () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: true }), (text) => {
      fc.pre(/^\s*[{[]/.test(text));
      expect(JSON.parse(seen(bodyMarkup(text, 1e6).html))).toEqual(JSON.parse(text));
    }),
  );
});

const marks: readonly (readonly [pointer: string, marked: string | undefined])[] = [
  ['/b/1/c', '"x"'],
  ['/b/0', '1'],
  ['/a~1b', 'true'],
  ['/b/1', '{\n      "c": "x"\n    }'],
  ['/nowhere', undefined],
];
for (const [pointer, marked] of marks) {
  test(`marks ${marked === undefined ? 'nothing' : 'one value'} for the pointer ${pointer}`, () => {
    const drawn = bodyMarkup('{"b":[1,{"c":"x"}],"a/b":true}', 1000, pointer).html;
    const found = /<mark>([\s\S]*?)<\/mark>/.exec(drawn)?.[1];
    expect(found === undefined ? undefined : seen(found)).toBe(marked);
  });
}

test('shows what is no JSON as it is', () => {
  expect(bodyMarkup('<html>&</html>', 100).html).toBe('&lt;html&gt;&amp;&lt;/html&gt;');
  expect(bodyMarkup('{broken', 100).html).toBe('{broken');
});

test('cuts a long body with a note, and still breaks it into lines', () => {
  expect(seen(bodyMarkup(`{"a":"${'x'.repeat(100)}"}`, 10).html)).toBe('{\n  "a": "xxxx\n… (cut: 98 more characters)');
});

test('closes the mark when the marked part is cut', () => {
  expect(bodyMarkup(`{"a":["${'x'.repeat(100)}"]}`, 12, '/a').html).toMatch(/<mark>[\s\S]*<\/mark>\n… \(cut/);
});
