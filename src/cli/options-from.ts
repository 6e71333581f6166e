import { UsageError } from './usage-error.ts';

/** Options of a simulator, as `--option key=value` gives them. @throws UsageError */
export function optionsFrom(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, key, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
      if (key === undefined || value === undefined)
        throw new UsageError(`--option is "${pair}"; it must look like key=value.`);
      return [key, value];
    }),
  );
}
