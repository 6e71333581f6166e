import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MappingError, readMapping, variablesOf } from '#mapping';
import { readText } from '../files.ts';
import type { Terminal } from '../terminal.ts';

/** What the suites are told of a mapping: where its file is, and the variables that it names and nobody exported. */
export interface MappingGiven {
  readonly file: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** ScaiDrive's own mapping, which the reference server keeps to. */
export function shippedMapping(adminPassword: string): MappingGiven {
  return {
    file: fileURLToPath(new URL('../../../suites/mapping/scaidrive.json', import.meta.url)),
    variables: { SCAIDRIVE_ADMIN_PASSWORD: adminPassword },
  };
}

/**
 * The mapping file that the command names, read once before anything runs.
 * @throws UsageError when it cannot be read, MappingError when it cannot be used or names a variable that is not set
 */
export function mappingIn(
  named: string,
  env: Terminal['env'],
  variables: MappingGiven['variables'] = {},
): MappingGiven {
  const { User, Group } = readMapping(readText(named, 'mapping file'), named);
  const accesses = [User, Group].flatMap((side) =>
    side === undefined ? [] : [side.application.read, side.application.write],
  );
  const headers = accesses.flatMap((access) =>
    access !== undefined && 'url' in access ? Object.values(access.headers ?? {}) : [],
  );
  const missing = headers.flatMap(variablesOf).find((name) => !env[name] && variables[name] === undefined);
  if (missing !== undefined) {
    throw new MappingError(`${named} needs the environment variable ${missing}, which is not set; export it first.`);
  }
  return { file: resolve(named), variables };
}
