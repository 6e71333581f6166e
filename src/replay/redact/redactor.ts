import { type Exchange, exchangeMasker, headerOf } from '#wire';
import { peopleHidden } from './people-hidden.ts';
import { pseudonyms } from './pseudonyms.ts';

export interface RedactOptions {
  /** Credentials that are known from elsewhere; those that pass are learnt. */
  readonly secrets?: readonly string[] | undefined;
  /** Names of more headers whose values are credentials. */
  readonly headers?: readonly string[] | undefined;
  /** Hides people too. The key is a secret: the same one gives the same pseudonyms. */
  readonly pseudonyms?: { readonly key: string } | undefined;
}

/**
 * Gives exchanges without credentials, one after the other: what was seen as one is masked wherever it stands from then
 * on, in an answer that repeats it too.
 */
export function redactor(options: RedactOptions = {}): (exchange: Exchange) => Exchange {
  const known = new Set(options.secrets);
  const people = options.pseudonyms === undefined ? undefined : pseudonyms(options.pseudonyms.key);
  let mask = exchangeMasker([...known], { headers: options.headers });
  return (exchange) => {
    const before = known.size;
    for (const secret of credentialsIn(exchange)) known.add(secret);
    if (known.size > before) mask = exchangeMasker([...known], { headers: options.headers });
    const masked = mask(exchange);
    return people === undefined ? masked : peopleHidden(masked, people);
  };
}

/** A shorter one would be found in words that have nothing to do with it. */
const shortest = 6;

function credentialsIn({ request }: Exchange): readonly string[] {
  const header = headerOf(request, 'authorization') ?? '';
  const [, scheme = '', value = ''] = /^(?:([A-Za-z]+) +)?(.+)$/s.exec(header) ?? [];
  const found = scheme.toLowerCase() === 'basic' ? [value, ...passwordIn(value)] : [value];
  return found.filter((secret) => secret.length >= shortest);
}

function passwordIn(basic: string): readonly string[] {
  const text = Buffer.from(basic, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? [] : [text.slice(colon + 1)];
}
