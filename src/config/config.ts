/** One target, by the name that `--target` may use. */
export interface TargetConfig extends Settings {
  readonly url: string;
}

/** What a config file may set: flags by their names in camel case. A flag and a variable win over it. */
export interface Settings {
  /** The environment variable that holds the credential. Credentials themselves have no place in a config file. */
  readonly tokenEnv?: string;
  readonly tokenFile?: string;
  readonly auth?: 'bearer' | 'basic' | 'none';
  readonly header?: readonly string[];
  readonly insecure?: boolean;
  readonly cacert?: string;
  readonly writes?: 'allow' | 'ask' | 'deny';
  /** Such as `10/s` or `600/min`. */
  readonly rate?: string;
  /** Such as `15s`. */
  readonly requestTimeout?: string;
  readonly wait?: string;
  readonly seed?: number;
  readonly runs?: number;
  readonly workers?: number;
  readonly maxFailures?: number;
  readonly baseline?: string;
  readonly failOn?: 'violation' | 'warning';
  readonly out?: string;
  readonly report?: readonly string[];
  readonly keepExchanges?: 'findings' | 'all';
  readonly scenario?: string;
  readonly option?: readonly string[];
}

export interface Config extends Settings {
  readonly $schema?: string;
  /** A URL or a name of `targets`, for when no flag says so. */
  readonly target?: string;
  readonly targets?: Readonly<Record<string, TargetConfig>>;
}

/** Types a config file written in TypeScript or JavaScript: `export default defineConfig({ … })`. */
export function defineConfig(config: Config): Config {
  return config;
}
