/** One word of a POSIX shell that stands for exactly this text. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A double-quoted word in which only the named variable is expanded. */
export function quotedWithVariable(before: string, variable: string): string {
  return `"${before.replace(/[\\"$`]/g, '\\$&')}$${variable}"`;
}
