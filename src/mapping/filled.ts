import { MappingError } from './mapping-error.ts';

/** What a template may name of a resource, and `base`, the SCIM base URL of the target. */
export type Filling = Readonly<Record<string, string | undefined>>;

type Environment = Readonly<Record<string, string | undefined>>;

/** A URL from its template. What comes from a resource is percent-encoded. @throws MappingError for a name that is not filled */
export function filledUrl(template: string, filling: Filling): string {
  const text = filled(template, filling, (value, name) => (name === 'base' ? value : encodeURIComponent(value)));
  // `{base}/../../api` is how one reaches what stands beside SCIM.
  return new URL(text).href;
}

/** One argument of a command. */
export function filledWord(template: string, filling: Filling): string {
  return filled(template, filling, (value) => value);
}

/** The value of a header: `${NAME}` is an environment variable. @throws MappingError when it is not set */
export function filledHeader(template: string, environment: Environment): string {
  return template.replace(/\$\{(\w+)\}/g, (_, name: string) => valueOfVariable(name, environment));
}

/** @throws MappingError when it is not set */
export function valueOfVariable(name: string, environment: Environment): string {
  const value = environment[name];
  if (value !== undefined && value !== '') return value;
  throw new MappingError(`the mapping needs the environment variable ${name}, which is not set; export it first.`);
}

/** The environment variables that a template names. */
export function variablesOf(template: string): readonly string[] {
  return [...template.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);
}

function filled(template: string, filling: Filling, write: (value: string, name: string) => string): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = filling[name];
    if (value === undefined) {
      const known = Object.keys(filling).join(', ');
      throw new MappingError(`the mapping names {${name}}, which this resource does not have; it has ${known}.`);
    }
    return write(value, name);
  });
}
