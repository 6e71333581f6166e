import { readText } from '../files.ts';
import { documentFrom, isPlaced } from '../lint/document.ts';
import { lint as lintText } from '../lint/lint.ts';
import { sarifOf } from '../lint/sarif.ts';
import { schemasWith } from '../lint/schemas.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verbs.ts';
import { version } from '../version.ts';

/** Says what is wrong with a document, where, and what to write instead. An error ends with 1. */
export const lint: Run = async ({ values, words: [file = ''], terminal }) => {
  const text = await textOf(file, terminal);
  const faults = lintText(text, {
    schemas: schemasIn(values.schemas),
    kind: values.kind,
    resourceType: values.resourceType,
  });
  if (values.json === true) terminal.out(JSON.stringify(faults, null, 2));
  else if (values.sarif === true) terminal.out(sarifOf(file, faults, version()));
  else for (const each of faults) terminal.out(lineOf(file, each));
  const failing = faults.filter(({ level }) => level === 'error' || values.failOn === 'warning');
  return failing.length === 0 ? 0 : 1;
};

function lineOf(file: string, { line, column, level, says, mend }: ReturnType<typeof lintText>[number]): string {
  return `${file}:${line}:${column}: ${level}: ${says}${mend === undefined ? '' : `; ${mend}`}`;
}

async function textOf(file: string, terminal: Terminal): Promise<string> {
  return file === '-' ? terminal.read() : readText(file, 'document');
}

function schemasIn(file: string | undefined): ReturnType<typeof schemasWith> {
  if (file === undefined) return schemasWith([], '');
  const document = documentFrom(readText(file, 'schemas file'));
  if (isPlaced(document)) throw new UsageError(`${file}:${document.line}:${document.column}: ${document.says}.`);
  return schemasWith(document.json, file);
}
