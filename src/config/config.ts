/** What may be said of one target. Every flag of the command line may stand here too, in camelCase. */
export interface TargetConfig {
  /** The SCIM base URL. */
  readonly url: string;
  /** The environment variable that holds the credential; a config file never holds the credential itself. */
  readonly tokenEnv?: string;
  readonly auth?: 'bearer' | 'basic' | 'header' | 'oauth2-cc' | 'none';
  readonly quirks?: QuirksConfig;
  readonly [flag: string]: unknown;
}

/** What the target does that no discovery document tells. */
export interface QuirksConfig {
  /** How a userName is made: a unique word goes in place of `{}`. */
  readonly userName?: string;
  /** Members that every created User, or Group, must have; in a text, a unique word goes in place of `{}`. */
  readonly userDefaults?: Readonly<Record<string, unknown>>;
  readonly groupDefaults?: Readonly<Record<string, unknown>>;
  /** Regular expressions that the values of an attribute must match, by `User.title`, `Enterprise.department`, `Group.…`. */
  readonly values?: Readonly<Record<string, string>>;
  /** Attributes that are never to be sent, by the same names. */
  readonly never?: readonly string[];
  /** The most that may be asked for in one page. */
  readonly maxPage?: number;
  /** Capabilities that the target has or lacks, whatever it advertises. */
  readonly capabilities?: Readonly<Record<string, boolean>>;
}

/** A config file: targets by name, and defaults for flags, in camelCase. */
export interface Config {
  readonly targets?: Readonly<Record<string, TargetConfig>>;
  readonly [flag: string]: unknown;
}

/** Gives a config file its types; the value stays as it is. */
export function defineConfig(config: Config): Config {
  return config;
}

/** The config file cannot be used; the message is one sentence for whoever wrote it. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}
