/**
 * A text as SQLite keeps it and as no other text is kept. Half a surrogate pair has no form in UTF-8, so SQLite is
 * handed U+FFFD for each, under which different texts would be one: such a half is written as U+FFFD and its number.
 */
export function textOf(text: string): string {
  if (text.isWellFormed() && !text.includes(replacement)) return text;
  return text.replace(/[\ud800-\udfff\ufffd]/gu, (half) => replacement + half.charCodeAt(0).toString(16));
}

const replacement = '\ufffd';
