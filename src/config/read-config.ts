import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv, type ErrorObject } from 'ajv';
import schema from './config.schema.json' with { type: 'json' };
import { type Config, ConfigError } from './config.ts';

/** The names that are looked for when none is given, in this order. */
const usual = ['scimulate.config.json', 'scimulate.config.ts', 'scimulate.config.js'] as const;

const isConfig = new Ajv({ allErrors: false, verbose: true, formats: { regex: isRegex } }).compile<Config>(schema);

/**
 * The config file of a folder, or the one named; an empty config when none is named and none is there.
 * @throws ConfigError when it is missing, unreadable or says what no config file can say
 */
export async function readConfig(folder: string, named?: string): Promise<Config> {
  const file =
    named === undefined ? usual.map((name) => path.join(folder, name)).find(existsSync) : path.resolve(folder, named);
  if (file === undefined) return {};
  if (!existsSync(file)) throw new ConfigError(`there is no config file ${named}.`);
  const config = await load(file);
  if (isConfig(config)) return config;
  throw new ConfigError(`${path.basename(file)}: ${sentenceOf(isConfig.errors?.[0])}.`);
}

function isRegex(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** Bytes. Nobody writes so much by hand. */
const longest = 1024 * 1024;

/** What is run. Whatever else is named is JSON: Node would run a file without an ending too, and find nothing in it. */
const isModule = /\.[cm]?[jt]s$/;

async function load(file: string): Promise<unknown> {
  if (statSync(file).size > longest)
    throw new ConfigError(`${path.basename(file)} is no config: it has more than 1 MB.`);
  try {
    if (!isModule.test(file)) return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
    const module: { default?: unknown } = await import(pathToFileURL(file).href);
    return module.default;
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new ConfigError(`${path.basename(file)} cannot be read: ${said}`);
  }
}

function sentenceOf(error: ErrorObject | undefined): string {
  if (error === undefined) return 'it is no config';
  const place = error.instancePath === '' ? 'the config' : error.instancePath.slice(1).replaceAll('/', '.');
  // The value is not repeated: it may be the very credential that does not belong there.
  if (error.instancePath.endsWith('/token')) return `${place} holds a credential; name its variable with tokenEnv`;
  return `${place} ${error.message ?? 'is wrong'}`;
}
