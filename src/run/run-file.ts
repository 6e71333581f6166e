import { jsonFile } from './json-file.ts';
import schema from './run.schema.json' with { type: 'json' };
import type { Run } from './run.ts';

const file = jsonFile<Run>('run file', 1, schema);

/**
 * Reads a run file.
 * @param name what to call the file in an error
 * @throws RunFileError in one sentence, with the place of the first fault
 */
export const readRun = file.read;

/** The text of a run file, checked against the schema before anyone gets it. Same run, same bytes. */
export const writeRun = file.write;
