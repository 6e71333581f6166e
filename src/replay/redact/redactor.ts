import { type Exchange, exchangeMasker, headerOf } from '#wire';

export interface RedactOptions {
  /** Credentials that are known from elsewhere; those that pass are learnt. */
  readonly secrets?: readonly string[] | undefined;
  /** Names of more headers whose values are credentials. */
  readonly headers?: readonly string[] | undefined;
}

/**
 * Gives exchanges without credentials, one after the other: what was seen as one is masked wherever it stands from then
 * on, in an answer that repeats it too.
 */
export function redactor(options: RedactOptions = {}): (exchange: Exchange) => Exchange {
  const known = new Set(options.secrets);
  let mask = exchangeMasker([...known], { headers: options.headers });
  return (exchange) => {
    const before = known.size;
    for (const secret of credentialsIn(exchange)) known.add(secret);
    if (known.size > before) mask = exchangeMasker([...known], { headers: options.headers });
    return mask(exchange);
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
