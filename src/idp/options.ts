import { closest } from 'fastest-levenshtein';
import { ScenarioError } from './scenario-error.ts';

/** One option of a simulator. Defaults stand here and nowhere else; `basis` is the behaviour or source behind it. */
export type OptionSpec = { readonly does: string; readonly basis: string } & (
  | { readonly kind: 'boolean'; readonly default: boolean }
  | { readonly kind: 'number'; readonly default: number; readonly min: number; readonly max?: number }
  /** A number, or undefined where the option is off. */
  | { readonly kind: 'limit'; readonly min: number }
  | { readonly kind: 'choice'; readonly values: readonly string[]; readonly default: string }
  /** Several of a set, in the order given. */
  | { readonly kind: 'set'; readonly values: readonly string[]; readonly default: readonly string[] }
  /** Free text, or undefined where the option is off. */
  | { readonly kind: 'text'; readonly default?: string }
  /** Any JSON, or the name of a preset: checked by the simulator that reads it. */
  | { readonly kind: 'json' }
);

export type OptionTable = Readonly<Record<string, OptionSpec>>;

type ValueOf<S> = S extends { readonly kind: 'boolean' }
  ? boolean
  : S extends { readonly kind: 'number' }
    ? number
    : S extends { readonly kind: 'limit' }
      ? number | undefined
      : S extends { readonly kind: 'choice'; readonly values: readonly (infer V)[] }
        ? V
        : S extends { readonly kind: 'set'; readonly values: readonly (infer V)[] }
          ? readonly V[]
          : S extends { readonly kind: 'text'; readonly default: string }
            ? string
            : S extends { readonly kind: 'text' }
              ? string | undefined
              : unknown;

/** The options of a table, typed. */
export type OptionsOf<T extends OptionTable> = { readonly [K in keyof T]: ValueOf<T[K]> };

/**
 * Reads options by their table. Texts, as a command line gives them, are read by the kind of the option.
 * @throws ScenarioError for an unknown name (with the nearest one) or an unusable value
 */
export function optionsFrom<T extends OptionTable>(
  idp: string,
  table: T,
  given: Readonly<Record<string, unknown>>,
): OptionsOf<T> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(table, name)) {
      throw new ScenarioError(`${idp} has no option "${name}"; the nearest is "${closest(name, Object.keys(table))}".`);
    }
  }
  const read: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(table)) {
    read[name] = Object.hasOwn(given, name) ? readValue(idp, name, spec, given[name]) : defaultOf(spec);
  }
  // Every key of the table was read by the spec that its type is made from.
  return read as OptionsOf<T>;
}

function defaultOf(spec: OptionSpec): unknown {
  return 'default' in spec ? spec.default : undefined;
}

function readValue(idp: string, name: string, spec: OptionSpec, given: unknown): unknown {
  const wrong = (expected: string): ScenarioError =>
    new ScenarioError(`The option "${name}" of ${idp} is ${JSON.stringify(given)}, but must be ${expected}.`);
  switch (spec.kind) {
    case 'boolean': {
      if (given === true || given === 'true') return true;
      if (given === false || given === 'false') return false;
      throw wrong('true or false');
    }
    case 'number':
    case 'limit': {
      const isOff = given === 'off' || given === 'none' || given === null;
      if (spec.kind === 'limit' && isOff) return undefined;
      const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
      const max = spec.kind === 'number' && spec.max !== undefined ? spec.max : Number.POSITIVE_INFINITY;
      if (typeof number === 'number' && number >= spec.min && number <= max) return number;
      const range = max === Number.POSITIVE_INFINITY ? `a number from ${spec.min}` : `from ${spec.min} to ${max}`;
      throw wrong(spec.kind === 'limit' ? `${range}, or off` : range);
    }
    case 'choice': {
      if (typeof given === 'string' && spec.values.includes(given)) return given;
      throw wrong(`one of ${spec.values.join(', ')}`);
    }
    case 'set': {
      const items = typeof given === 'string' ? given.split(/[,+]/).filter((item) => item !== '') : given;
      const known = (item: unknown): boolean => typeof item === 'string' && spec.values.includes(item);
      if (Array.isArray(items) && items.every(known)) return items;
      throw wrong(`some of ${spec.values.join(', ')}`);
    }
    case 'text': {
      if (given === 'none' && !('default' in spec)) return undefined;
      if (typeof given === 'string') return given;
      throw wrong('text');
    }
    case 'json': {
      if (typeof given !== 'string') return given;
      try {
        return JSON.parse(given);
      } catch {
        // The name of a preset is a text, not JSON.
        if (!/^\s*[[{"]/.test(given)) return given;
        throw wrong('JSON');
      }
    }
  }
}
