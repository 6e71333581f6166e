/** Names that nobody else uses. All begin with the prefix of the run, by which `cleanup` knows them. */
export interface Fresh {
  readonly prefix: string;
  /** A unique word of ASCII letters, digits and hyphens, `hint` at its end. */
  word(hint?: string): string;
  /** A unique userName in the form that the target wants; `hint` is part of it. */
  userName(hint?: string): string;
  /** UserNames that begin alike, and like no other. */
  family(hint: string): Family;
}

export interface Family {
  /** How each of them begins. */
  readonly prefix: string;
  userName(member: string): string;
}

/** `scope` keeps two workers apart; `pattern` has `{}` where the unique word goes. */
export function freshNames(nonce: string, scope: string, pattern: string): Fresh {
  const prefix = `scimulate-${nonce}-`;
  let count = 0;
  const word = (hint?: string) => {
    count += 1;
    return `${prefix}${scope}${count}${hint === undefined ? '' : `-${hint}`}`;
  };
  const inPattern = (text: string) => pattern.replace('{}', () => text);
  return {
    prefix,
    word,
    userName: (hint) => inPattern(word(hint)),
    family: (hint) => {
      const stem = `${word(hint)}-`;
      return {
        prefix: `${pattern.slice(0, pattern.indexOf('{}'))}${stem}`,
        userName: (member) => inPattern(`${stem}${member}`),
      };
    },
  };
}
