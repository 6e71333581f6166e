/** Controls but for tab and line feed, marks that turn or hide text, and halves of a character. */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is what this is for
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text of a target as a reader must see it: what would be invisible, or move other text, is spelled out as `\u{202e}`. */
export function inert(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(unseen, (mark) => `\\u{${mark.charCodeAt(0).toString(16)}}`);
}

/** The same on one line. */
export function inertLine(text: string): string {
  return inert(text).replace(/\s+/g, ' ').trim();
}

/** The beginning of a text, cut at a whole character, with a note of what is missing. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit;
  return `${text.slice(0, end)}… (cut: ${text.length - end} more characters)`;
}
