/** Lines of at most `width` characters, broken at blanks; a word longer than that is broken where it must be. */
export function wrapped(text: string, width: number): string[] {
  const words = text.split(' ').flatMap((word) => pieces(word, width));
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && length(line) + 1 + length(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A long word, such as JSON, is broken after a mark between its parts where the last third of a line has one. */
function pieces(word: string, width: number): string[] {
  const rest = [...word];
  const all: string[] = [];
  while (rest.length > width) {
    const last = rest.slice(0, width).findLastIndex((mark) => /[,;:/?&]/.test(mark)) + 1;
    all.push(rest.splice(0, last > (width * 2) / 3 ? last : width).join(''));
  }
  return [...all, rest.join('')];
}

/** A command for a POSIX shell, continued with a backslash where it is too long. A single long word stays whole. */
export function wrappedCommand(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.map(quoted)) {
    if (line !== '' && length(line) + 1 + length(word) > width - 2) {
      lines.push(`${line} \\`);
      line = `  ${word}`;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** What no shell reads in its own way stays bare. Controls cannot be typed, so they become a question mark. */
function quoted(word: string): string {
  const typed = word.replace(/\p{C}/gu, '?');
  return /^[\w@%+=:,./~-]+$/.test(typed) ? typed : `'${typed.replaceAll("'", `'\\''`)}'`;
}

function length(text: string): number {
  return [...text].length;
}
