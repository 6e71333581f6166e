import type { Config } from '#config';
import { type Flag, type FlagKey, flags, type Values } from './flags.ts';
import { kinds } from './kinds.ts';
import { notThere } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** One place that may give a value, and how to name it in a sentence. */
interface Layer {
  name(key: FlagKey): string;
  text(key: FlagKey): string | undefined;
}

/**
 * Settles each flag of a verb: the command line wins over the variable, it over the target's part of the config file,
 * it over the file's top level, that over the verb's default and it over the flag's.
 * @throws UsageError for a value that cannot be read, naming the place that gave it
 */
export function valuesFrom(
  keys: readonly FlagKey[],
  given: ReadonlyMap<FlagKey, string>,
  env: Readonly<Record<string, string | undefined>>,
  config: Config,
  ofVerb: Readonly<Partial<Record<FlagKey, string>>> = {},
): Values {
  return settle(keys, given, env, config, ofVerb).values;
}

/** What each flag is, and the place that gave it; a credential is not told, and no header's value. */
export function originsOf(...layers: Parameters<typeof valuesFrom>): string[] {
  const { origins } = settle(...layers);
  const width = Math.max(...[...origins.keys()].map((key) => flags[key].flag.length));
  return [...origins].map(([key, { text, place }]) => {
    const shown = secretFlags.has(key) ? '***' : text.replaceAll('\n', ', ');
    return `${flags[key].flag.padEnd(width)}  ${shown}  (${place})`;
  });
}

/** Those whose text may hold a credential. */
const secretFlags: ReadonlySet<FlagKey> = new Set(['token', 'header']);

interface Settled {
  readonly values: Values;
  readonly origins: ReadonlyMap<FlagKey, { readonly text: string; readonly place: string }>;
}

function settle(
  keys: readonly FlagKey[],
  given: ReadonlyMap<FlagKey, string>,
  env: Readonly<Record<string, string | undefined>>,
  config: Config,
  ofVerb: Readonly<Partial<Record<FlagKey, string>>> = {},
): Settled {
  refuseUnknownKeys(config);
  const command: Layer = { name: (key) => `--${flags[key].flag}`, text: (key) => given.get(key) };
  const variables: Layer = { name: variableOf, text: (key) => env[variableOf(key)] || undefined };
  const top = fileLayer('', config);
  const { name: targetName, settings } = targetIn(config, firstOf([command, variables, top], 'target'));
  const named = fileLayer(`targets.${targetName}.`, settings);
  const defaults: Layer = {
    name: (key) => `the default of --${flags[key].flag}`,
    text: (key) => ofVerb[key] ?? defaultOf(key),
  };
  const layers = [command, variables, named, top, defaults];

  const values: Record<string, unknown> = {};
  const origins = new Map<FlagKey, { readonly text: string; readonly place: string }>();
  for (const key of keys) {
    const layer = layers.find((each) => each.text(key) !== undefined);
    const text = layer?.text(key);
    if (layer === undefined || text === undefined) continue;
    const place = layer.name(key);
    values[key] = read(key, text, place);
    origins.set(key, { text, place });
  }
  // Each value was just read by the kind of its own flag, which is what Values says.
  return { values: values as Values, origins };
}

/** What stands in a config file beside flags. */
const notFlags: readonly string[] = ['$schema', 'targets', 'url', 'quirks'];

function refuseUnknownKeys(config: Config): void {
  const known = [...notFlags, ...Object.keys(flags)];
  for (const settings of [config, ...Object.values(config.targets ?? {})]) {
    const unknown = Object.keys(settings).find((key) => !known.includes(key));
    if (unknown !== undefined) throw new UsageError(`the config file: ${notThere('setting', unknown, known)}`);
  }
}

/** `SCIMULATE_FOO_BAR` of `--foo-bar`. */
export function variableOf(key: FlagKey): string {
  return `SCIMULATE_${flags[key].flag.replaceAll('-', '_').toUpperCase()}`;
}

function read(key: FlagKey, text: string, place: string): unknown {
  const flag: Flag = flags[key];
  if (flag.choices !== undefined && !flag.choices.includes(text)) {
    throw new UsageError(`${place} is "${text}"; ${notThere('choice', text, flag.choices)}`);
  }
  try {
    return kinds[flag.kind](text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`${place} is "${text}"; it ${error.message}.`);
  }
}

function defaultOf(key: FlagKey): string | undefined {
  const flag: Flag = flags[key];
  return flag.default;
}

function firstOf(layers: readonly Layer[], key: FlagKey): string | undefined {
  return layers.map((layer) => layer.text(key)).find((text) => text !== undefined);
}

function targetIn(config: Config, target: string | undefined): { name: string; settings: object } {
  const settings = target === undefined ? undefined : config.targets?.[target];
  return { name: target ?? '', settings: settings ?? {} };
}

function fileLayer(prefix: string, settings: object): Layer {
  const entries = new Map(Object.entries<unknown>({ ...settings }));
  return {
    name: (key) => `${prefix}${key} in the config file`,
    text: (key) => {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      const separator = flags[key].kind === 'list' ? ',' : '\n';
      return Array.isArray(value) ? value.join(separator) : String(value);
    },
  };
}
