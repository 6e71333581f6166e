import type { Template } from './case.ts';

/** The beginning of a mark that is nowhere in what was recorded, also where somebody tries to forge it. */
export function unusedMark(recorded: unknown): string {
  const text = JSON.stringify(recorded);
  let mark = 'zqref';
  while (text.includes(mark)) mark += 'q';
  return mark;
}

/** Text with marks, `zqref0z`, as a template; the number is a place in the list of names. */
export function filledMarks(text: string, mark: string, names: readonly string[]): Template {
  const parts = text.split(new RegExp(`${mark}(\\d+)z`));
  return parts.flatMap((part, index): Template => {
    if (index % 2 === 0) return part === '' ? [] : [part];
    const ref = names[Number(part)];
    return ref === undefined ? [] : [{ ref }];
  });
}
