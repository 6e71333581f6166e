import type { CheckRun } from '#run';

/** File and line of a check; undefined where the run does not say. */
export function sourceOf({
  source,
}: Pick<CheckRun, 'source'>): { readonly file: string; readonly line: number } | undefined {
  const [, file, line] = /^(.+):([1-9]\d{0,8})$/.exec(source ?? '') ?? [];
  return file === undefined ? undefined : { file: file.replaceAll('\\', '/'), line: Number(line) };
}
