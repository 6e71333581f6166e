import type { Config } from '#config';
import { type Flag, type FlagKey, flags, type Values } from './flags.ts';
import type { Terminal } from './terminal.ts';

/** What a verb is called with. */
export interface Call {
  readonly values: Values;
  readonly words: readonly string[];
  readonly config: Config;
  readonly terminal: Terminal;
}

/** Runs one verb and gives the exit code. */
export type Run = (call: Call) => Promise<number>;

export interface Verb {
  /** As commander writes arguments: `<must>`, `[may]`, `...` for many. */
  readonly words: string;
  readonly says: string;
  readonly flags: readonly FlagKey[];
  /** Where this verb differs from the default of a flag, as text. */
  readonly defaults?: Readonly<Partial<Record<FlagKey, string>>>;
  readonly examples: readonly string[];
  /** Loaded only when the verb is called, so that `--help` stays quick. */
  readonly load: () => Promise<Run>;
}

/** A flag as this verb has it: where its default is another, that of the others is not told. */
export function flagOf({ defaults }: Pick<Verb, 'defaults'>, key: FlagKey): Flag {
  const flag: Flag = flags[key];
  const text = defaults?.[key];
  return text === undefined ? flag : { ...flag, says: flag.says.replace(/ \(default: [^)]*\)$/, ''), default: text };
}

const target = [
  'target',
  'targetName',
  'tokenEnv',
  'tokenFile',
  'token',
  'auth',
  'tokenUrl',
  'scope',
  'header',
  'insecure',
  'cacert',
  'writes',
  'rate',
  'requestTimeout',
  'wait',
] as const;
const selection = ['quick', 'idp', 'grep', 'grepInvert', 'lastFailed', 'list', 'shard'] as const;
const output = ['out', 'report', 'config', 'printConfig'] as const;

export const verbs = {
  test: {
    words: '[selector...]',
    says: 'Judge a target; without --target, the reference server, which it then starts itself.',
    flags: [
      ...target,
      'mapping',
      'consistencyTimeout',
      ...selection,
      'seed',
      'path',
      'runs',
      'maxTime',
      'workers',
      'failFast',
      'maxFailures',
      'baseline',
      'failOn',
      'keepExchanges',
      'reporter',
      ...output,
    ],
    examples: [
      'scimulate test',
      'scimulate test --target https://dev.example.com/scim/v2 --token-env SCIM_TOKEN',
      'scimulate test users rfc7644/3.5.2',
      'scimulate test --quick --idp none',
    ],
    load: async () => (await import('./verbs/test.ts')).test,
  },
  simulate: {
    words: '<okta|entra|google|onelogin|all>',
    says: 'Play an identity provider against a target; without --target, the reference server.',
    flags: [
      ...target,
      'scenario',
      'option',
      'fault',
      'cycles',
      'realTime',
      'adminPasswordEnv',
      'watch',
      'ui',
      'uiPort',
      'seed',
      'reporter',
      ...output,
    ],
    // The longest that a provider is known to wait. [okta-error-03]
    defaults: { requestTimeout: '60s' },
    examples: [
      'scimulate simulate entra',
      'scimulate simulate okta --watch directory.json --ui',
      'scimulate simulate entra --target http://localhost:8080/scim/v2 --token-env SCIM_TOKEN',
    ],
    load: async () => (await import('./verbs/simulate.ts')).simulate,
  },
  serve: {
    words: '',
    says: 'Run the reference server.',
    flags: [
      'port',
      'host',
      'data',
      'basePath',
      'tokenFile',
      'setup',
      'seedFile',
      'control',
      'rateLimit',
      'activeDefault',
      'uniqueGroupNames',
      'maxBody',
      'profile',
      'json',
      'config',
      'printConfig',
    ],
    examples: ['scimulate serve', 'scimulate serve --data users.sqlite', 'scimulate serve --port 0 --json'],
    load: async () => (await import('./verbs/serve.ts')).serve,
  },
  record: {
    words: '',
    says: 'Stand between an identity provider and a target, pass everything on as it is, and write down what passed.',
    flags: [
      'target',
      'insecure',
      'cacert',
      'port',
      'host',
      'hostHeader',
      'fault',
      'seed',
      'pseudonyms',
      'pseudonymKeyFile',
      'out',
      'json',
      'config',
      'printConfig',
    ],
    defaults: { port: '8791' },
    examples: [
      'scimulate record --target https://dev.example.com/scim/v2',
      "scimulate record --target http://localhost:8080/scim/v2 --fault 'PATCH /Groups/* 429 retry-after=2 times=1'",
    ],
    load: async () => (await import('./verbs/record.ts')).record,
  },
  replay: {
    words: '<file>',
    says: 'Send what was recorded again and say whether the fault is still there; without --target, to the reference server.',
    flags: [...target, 'oracle', 'until', 'speed', 'ignore', 'keep', 'json', 'out', 'config', 'printConfig'],
    examples: [
      'scimulate replay recording.har --target http://localhost:8080/scim/v2 --token-env SCIM_TOKEN',
      "scimulate replay recording.har --oracle 'status 12 500'",
    ],
    load: async () => (await import('./verbs/replay.ts')).replay,
  },
  shrink: {
    words: '<file>',
    says: 'Find the smallest part of a recording that still shows the fault; without --target, at the reference server.',
    flags: [...target, 'oracle', 'ignore', 'maxTime', 'tries', 'reset', 'resume', 'json', 'out', 'config'],
    defaults: { maxTime: '10min' },
    examples: [
      'scimulate shrink recording.har --target http://localhost:8080/scim/v2 --token-env SCIM_TOKEN',
      "scimulate shrink recording.har --oracle 'document /members' --max-time 60s",
    ],
    load: async () => (await import('./verbs/shrink.ts')).shrink,
  },
  export: {
    words: '<file> [check]',
    says: 'Write a recording, a shrunk one or a finding of a run as files that others can run: script, tests, collections.',
    flags: ['oracle', 'pseudonyms', 'pseudonymKeyFile', 'zip', 'json', 'out', 'config'],
    defaults: { out: 'scimulate-bundle' },
    examples: [
      'scimulate export scimulate-report/shrunk.har',
      'scimulate export scimulate-report/run.json patch-remove-without-path --out bug-1234 --zip',
    ],
    load: async () => (await import('./verbs/export.ts')).exportFiles,
  },
  compare: {
    words: '<file> [idp]',
    says: 'Hold a recording against our simulator of that identity provider, request by request.',
    flags: ['option', 'log', 'json', 'out', 'config'],
    examples: [
      'scimulate compare recording.har',
      'scimulate compare recording.har okta --option app=aiw --log system-log.json',
    ],
    load: async () => (await import('./verbs/compare.ts')).compare,
  },
  report: {
    words: '<run...>',
    says: 'Draw reports from run files: those of one target are merged, those of several stand side by side.',
    flags: ['pdf', ...output],
    examples: ['scimulate report scimulate-report/run.json --report html,junit', 'scimulate report run.json --pdf'],
    load: async () => (await import('./verbs/report.ts')).report,
  },
  diff: {
    words: '<run> <run>',
    says: 'Say what a later run changed: regressed, new, changed, fixed, removed. A regression ends with 1.',
    flags: ['json', ...output],
    examples: [
      'scimulate diff before/run.json after/run.json',
      'scimulate diff before/run.json after/run.json --report html',
    ],
    load: async () => (await import('./verbs/diff.ts')).diff,
  },
  baseline: {
    words: '<show|update|check|prune> [run]',
    says: 'Keep the expected findings of a target; a run is scimulate-report/run.json unless named.',
    flags: ['baseline', 'config', 'printConfig'],
    examples: ['scimulate baseline update', 'scimulate baseline check other/run.json'],
    load: async () => (await import('./verbs/baseline.ts')).baseline,
  },
  list: {
    words: '<checks|requirements|idps|scenarios|faults>',
    says: 'List what there is.',
    flags: ['json'],
    examples: ['scimulate list checks', 'scimulate list requirements --json'],
    load: async () => (await import('./verbs/list.ts')).list,
  },
  explain: {
    words: '<id>',
    says: 'Explain a check, a requirement, a need of an identity provider, a behaviour of a simulator or a disputed point.',
    flags: ['json'],
    examples: ['scimulate explain 7644-3.5.2-09', 'scimulate explain entra-match-01'],
    load: async () => (await import('./verbs/explain.ts')).explain,
  },
  lint: {
    words: '<file>',
    says: 'Say what is wrong with a resource, PATCH body, filter, bulk body or schema, where, and how to mend it.',
    flags: ['kind', 'resourceType', 'schemas', 'failOn', 'json', 'sarif'],
    examples: [
      'scimulate lint user.json',
      'scimulate lint patch.json --resource-type Group',
      'scimulate lint filter.txt',
    ],
    load: async () => (await import('./verbs/lint.ts')).lint,
  },
  doctor: {
    words: '',
    says: 'Say whether a target can be tested, and what to expect: reach, TLS, token, discovery, speed, limits, claims.',
    flags: [...target, 'json', 'config', 'printConfig'],
    examples: ['scimulate doctor --target https://dev.example.com/scim/v2 --token-env SCIM_TOKEN'],
    load: async () => (await import('./verbs/doctor.ts')).doctor,
  },
  init: {
    words: '',
    says: 'Write a config file, a CI job and a first baseline; files that are there stay as they are.',
    flags: ['target', 'targetName', 'tokenEnv', 'ci'],
    examples: ['scimulate init --target https://dev.example.com/scim/v2 --token-env SCIM_TOKEN --ci github'],
    load: async () => (await import('./verbs/init.ts')).init,
  },
  cleanup: {
    words: '',
    says: 'Delete what interrupted runs have left on a target; it is listed first.',
    flags: [...target, 'prefix', 'dryRun', 'json', 'config', 'printConfig'],
    examples: [
      'scimulate cleanup --target https://dev.example.com/scim/v2 --token-env SCIM_TOKEN --dry-run',
      'scimulate cleanup --target https://dev.example.com/scim/v2 --token-env SCIM_TOKEN --writes allow',
    ],
    load: async () => (await import('./verbs/cleanup.ts')).cleanup,
  },
  request: {
    words: '<method> <path> [body]',
    says: "Send one request with the target's credential and print the answer; the body is a file, or - for standard input.",
    flags: [...target, 'json', 'config', 'printConfig'],
    examples: [
      'scimulate request GET "/Users?count=1" --target https://dev.example.com/scim/v2 --token-env SCIM_TOKEN',
      'scimulate request POST /Users user.json --target dev --writes allow',
    ],
    load: async () => (await import('./verbs/request.ts')).request,
  },
  completion: {
    words: '<bash|zsh|fish>',
    says: 'Print the script that completes verbs, flags and their choices in a shell.',
    flags: [],
    examples: ['eval "$(scimulate completion bash)"', 'scimulate completion fish | source'],
    load: async () => (await import('./verbs/completion.ts')).completion,
  },
} as const satisfies Readonly<Record<string, Verb>>;

export type VerbName = keyof typeof verbs;
