import { join } from 'node:path';
import { type Beside, formats } from '#reports';
import type { Run } from '#run';
import { writeText } from './files.ts';
import { notThere } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** Refuses unknown formats before anything has run. @throws UsageError */
export function refuseUnknownFormats(names: readonly string[]): void {
  const known = formats.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UsageError(notThere('report format', unknown, known));
}

/** Draws the reports that are named into a folder, and gives the files written. */
export function drawReports(run: Run, names: readonly string[], folder: string, beside: Beside = {}): string[] {
  refuseUnknownFormats(names);
  return formats
    .filter(({ name }) => names.includes(name))
    .map((format) => {
      const file = join(folder, format.file);
      writeText(file, format.draw(run, beside));
      return file;
    });
}
