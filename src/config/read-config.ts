import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import schema from './config.schema.json' with { type: 'json' };
import type { Config } from './config.ts';
import { ConfigError } from './config-error.ts';

const names = ['scimulate.config.json', 'scimulate.config.ts', 'scimulate.config.js', 'scimulate.config.mjs'];

/**
 * Reads the config file that is named, else the first of the usual names in the folder; without one, an empty config.
 * @throws ConfigError
 */
export async function readConfig(folder: string, named?: string): Promise<Config> {
  const file = named ?? names.find((name) => existsSync(resolve(folder, name)));
  if (file === undefined) return {};
  const content = await contentOf(resolve(folder, file), file);
  const ajv = new Ajv2020({ allErrors: false, strict: false });
  formats.default(ajv);
  const isConfig = ajv.compile<Config>(schema);
  if (isConfig(content)) return content;
  const fault = isConfig.errors?.[0];
  const unknown: unknown = fault?.params.unevaluatedProperty;
  const detail = typeof unknown === 'string' ? `"${unknown}" is not known there` : fault?.message;
  throw new ConfigError(`${file}, at ${fault?.instancePath || '/'}: ${detail}.`);
}

async function contentOf(path: string, file: string): Promise<unknown> {
  if (!existsSync(path)) throw new ConfigError(`there is no config file ${file}.`);
  try {
    if (path.endsWith('.json')) return JSON.parse(readFileSync(path, 'utf8'));
    const module: { readonly default?: unknown } = await import(pathToFileURL(path).href);
    return module.default ?? {};
  } catch (error) {
    throw new ConfigError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
