/** How strongly a requirement binds. `DEFINES` is normative text without a keyword. */
export type Level = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY' | 'DEFINES';

/** One normative statement of an RFC. */
export interface Requirement {
  readonly level: Level;
  readonly binds: 'server' | 'client' | 'both' | 'spec-author' | 'deployment';
  /** `rfc7644#section-3.5.2`; the link is made from it. */
  readonly section: string;
  /** From outside, by requests alone: always, only where the target has what it takes, or never. */
  readonly testable: 'black-box' | 'conditional' | 'no';
  /** One short sentence in our own words. */
  readonly text: string;
  /** The entries of the disputes register that govern the verdict. */
  readonly disputed?: readonly `D${number}`[];
}
