/** Text of others as it may stand in a comment or a title of any language: one line, and nothing that hides or turns letters. */
export function oneLine(text: string): string {
  const line = text
    // Line ends of all languages, other controls, and marks that change the direction of writing.
    .replace(/[\p{Cc}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+/gu, ' ')
    .replace(/\{(?=\{)/g, '{ ')
    .trim();
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}

/** Text of others as code within a line of Markdown. */
export function codeSpan(text: string): string {
  const line = oneLine(text);
  const fence = '`'.repeat(longestRun(line) + 1);
  return line === '' ? '``` ```' : /^[` ]|[` ]$/.test(line) ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** Text of others as a block of code of Markdown. */
export function codeBlock(text: string, language = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  const visible = text.replace(
    /[\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16)}`,
  );
  return `${fence}${language}\n${visible}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
