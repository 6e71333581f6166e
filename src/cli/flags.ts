import type { Kind, kinds } from './kinds.ts';

/** One flag, on the command line `--foo-bar`, in the environment `SCIMULATE_FOO_BAR`, in the config file `fooBar`. */
export interface Flag {
  readonly flag: string;
  readonly short?: `-${string}`;
  readonly kind: Kind;
  /** What stands for the value in the help; a switch has none. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** As text, read like any other; what the help shows. */
  readonly default?: string;
  readonly group:
    | 'Target'
    | 'Selection'
    | 'Run'
    | 'Verdict'
    | 'Output'
    | 'Server'
    | 'Simulation'
    | 'Recording'
    | 'General';
  readonly says: string;
}

export const flags = {
  target: {
    flag: 'target',
    kind: 'text',
    value: 'URL|NAME',
    group: 'Target',
    says: 'the SCIM base URL, or a name from the config file',
  },
  targetName: {
    flag: 'target-name',
    kind: 'text',
    value: 'NAME',
    group: 'Target',
    says: 'what reports and baselines call the target (default: its name in the config file, or its host)',
  },
  tokenEnv: {
    flag: 'token-env',
    kind: 'text',
    value: 'NAME',
    group: 'Target',
    says: 'the environment variable that holds the credential',
  },
  tokenFile: {
    flag: 'token-file',
    kind: 'text',
    value: 'FILE',
    group: 'Target',
    says: 'the file that holds the credential; - is standard input',
  },
  token: {
    flag: 'token',
    kind: 'text',
    value: 'TOKEN',
    group: 'Target',
    says: 'the credential itself: others can see it, so it is refused in CI',
  },
  auth: {
    flag: 'auth',
    kind: 'text',
    value: 'HOW',
    choices: ['bearer', 'basic', 'header', 'oauth2-cc', 'none'],
    default: 'bearer',
    group: 'Target',
    says: 'how the credential is sent; basic takes user:password, header "Name: value", oauth2-cc client-id:client-secret',
  },
  tokenUrl: {
    flag: 'token-url',
    kind: 'text',
    value: 'URL',
    group: 'Target',
    says: 'where oauth2-cc gets its tokens (client credentials)',
  },
  scope: { flag: 'scope', kind: 'text', value: 'TEXT', group: 'Target', says: 'the scope that oauth2-cc asks for' },
  header: {
    flag: 'header',
    short: '-H',
    kind: 'repeated',
    value: 'NAME: VALUE',
    group: 'Target',
    says: 'a header for every request; may be given again',
  },
  insecure: { flag: 'insecure', short: '-k', kind: 'switch', group: 'Target', says: 'accept any TLS certificate' },
  cacert: {
    flag: 'cacert',
    kind: 'text',
    value: 'FILE',
    group: 'Target',
    says: 'a PEM file with the certificate authority of the target',
  },
  writes: {
    flag: 'writes',
    kind: 'text',
    value: 'WHEN',
    choices: ['allow', 'ask', 'deny'],
    group: 'Target',
    says: 'whether the target may be written to (default: allow on loopback, ask on a terminal, else deny)',
  },
  rate: {
    flag: 'rate',
    kind: 'rate',
    value: 'N/s',
    group: 'Target',
    says: 'at most so many requests, such as 10/s or 600/min',
  },
  requestTimeout: {
    flag: 'request-timeout',
    kind: 'duration',
    value: 'TIME',
    default: '15s',
    group: 'Target',
    says: 'how long one answer may take',
  },
  mapping: {
    flag: 'mapping',
    kind: 'text',
    value: 'FILE',
    group: 'Target',
    says: 'which SCIM attribute becomes which field of the application; a command that it names is run',
  },
  consistencyTimeout: {
    flag: 'consistency-timeout',
    kind: 'duration',
    value: 'TIME',
    group: 'Target',
    says: 'how long a write may take to show in reads, lists and searches (default: none)',
  },
  wait: {
    flag: 'wait',
    kind: 'duration',
    value: 'TIME',
    group: 'Target',
    says: 'wait so long for the target to come up',
  },

  grep: {
    flag: 'grep',
    short: '-g',
    kind: 'text',
    value: 'REGEXP',
    group: 'Selection',
    says: 'only checks whose title or tag matches',
  },
  grepInvert: {
    flag: 'grep-invert',
    short: '-G',
    kind: 'text',
    value: 'REGEXP',
    group: 'Selection',
    says: 'no checks whose title or tag matches',
  },
  quick: {
    flag: 'quick',
    kind: 'switch',
    group: 'Selection',
    says: 'the checks that judge the most in a few seconds, and fewer values per property',
  },
  idp: {
    flag: 'idp',
    kind: 'list',
    value: 'IDPS',
    group: 'Selection',
    says: 'the identity providers whose needs are judged, comma-separated; none leaves only the RFCs (default: all)',
  },
  lastFailed: {
    flag: 'last-failed',
    kind: 'switch',
    group: 'Selection',
    says: 'only what failed, broke or did not run in the last run in --out',
  },
  list: { flag: 'list', kind: 'switch', group: 'Selection', says: 'print the checks that would run, and run none' },
  shard: { flag: 'shard', kind: 'shard', value: 'I/N', group: 'Selection', says: 'run the I-th of N parts' },

  prefix: {
    flag: 'prefix',
    kind: 'text',
    value: 'PREFIX',
    default: 'scimulate-',
    group: 'Selection',
    says: 'what the names of what is deleted begin with',
  },
  dryRun: { flag: 'dry-run', kind: 'switch', group: 'Run', says: 'list what would be deleted, and delete nothing' },
  seed: {
    flag: 'seed',
    kind: 'count',
    value: 'N',
    group: 'Run',
    says: 'where random values start; the same seed gives the same verdicts',
  },
  path: {
    flag: 'path',
    kind: 'text',
    value: 'PATH',
    group: 'Run',
    says: 'where a property goes on to one counterexample, as its finding tells; with --seed and one check',
  },
  runs: { flag: 'runs', kind: 'positive', value: 'N', group: 'Run', says: 'values per property' },
  maxTime: {
    flag: 'max-time',
    kind: 'duration',
    value: 'TIME',
    group: 'Run',
    says: 'how long the run may take; what it does not come to is blocked, and never a pass (default: no limit)',
  },
  workers: {
    flag: 'workers',
    kind: 'positive',
    value: 'N',
    default: '2',
    group: 'Run',
    says: 'checks that run at a time',
  },
  failFast: { flag: 'fail-fast', short: '-x', kind: 'switch', group: 'Run', says: 'stop at the first failure' },
  maxFailures: {
    flag: 'max-failures',
    kind: 'positive',
    value: 'N',
    group: 'Run',
    says: 'stop after so many failures',
  },

  baseline: {
    flag: 'baseline',
    kind: 'text',
    value: 'FILE',
    group: 'Verdict',
    says: 'the expected findings; only others fail the run',
  },
  failOn: {
    flag: 'fail-on',
    kind: 'text',
    value: 'VERDICT',
    choices: ['violation', 'warning'],
    default: 'violation',
    group: 'Verdict',
    says: 'the mildest verdict that fails the run',
  },

  out: {
    flag: 'out',
    kind: 'text',
    value: 'DIR',
    default: 'scimulate-report',
    group: 'Output',
    says: 'the folder for run.json, reports and whatever else is written',
  },
  report: {
    flag: 'report',
    kind: 'list',
    value: 'FORMATS',
    default: 'html',
    group: 'Output',
    says: 'reports to draw, comma-separated',
  },
  keepExchanges: {
    flag: 'keep-exchanges',
    kind: 'text',
    value: 'WHICH',
    choices: ['findings', 'all'],
    default: 'findings',
    group: 'Output',
    says: 'which exchanges stay in run.json',
  },
  ci: {
    flag: 'ci',
    kind: 'text',
    value: 'SERVICE',
    choices: ['github', 'gitlab', 'azure'],
    group: 'Output',
    says: 'also write a job for this CI service',
  },
  kind: {
    flag: 'kind',
    kind: 'text',
    value: 'KIND',
    choices: ['resource', 'patch', 'bulk', 'schema', 'filter'],
    group: 'Selection',
    says: 'what the document is (default: told from the document)',
  },
  resourceType: {
    flag: 'resource-type',
    kind: 'text',
    value: 'NAME',
    group: 'Selection',
    says: 'the resource type that the document is about (default: told from the document, else User)',
  },
  schemas: {
    flag: 'schemas',
    kind: 'text',
    value: 'FILE',
    group: 'Selection',
    says: 'schema definitions beyond the core ones, as /Schemas answers them',
  },
  sarif: { flag: 'sarif', kind: 'switch', group: 'Output', says: 'print SARIF 2.1.0' },
  pdf: {
    flag: 'pdf',
    kind: 'switch',
    group: 'Output',
    says: 'also print the HTML report as index.pdf; needs a Chromium',
  },
  reporter: {
    flag: 'reporter',
    kind: 'text',
    value: 'FOR',
    choices: ['terminal', 'agent'],
    default: 'terminal',
    group: 'Output',
    says: 'who reads the end of the run: a person, or a program that gets the facts in under 4 KB',
  },
  printConfig: {
    flag: 'print-config',
    kind: 'switch',
    group: 'General',
    says: 'print each value and where it comes from, and do nothing else',
  },
  json: { flag: 'json', kind: 'switch', group: 'Output', says: 'print JSON' },

  port: {
    flag: 'port',
    kind: 'port',
    value: 'N',
    default: '8790',
    group: 'Server',
    says: 'the port; 0 takes any free one',
  },
  host: {
    flag: 'host',
    kind: 'text',
    value: 'NAME',
    default: '127.0.0.1',
    group: 'Server',
    says: 'the address to listen at',
  },
  data: {
    flag: 'data',
    kind: 'text',
    value: 'FILE',
    group: 'Server',
    says: 'the SQLite file that keeps everything (default: memory); without --token-file each start has another token, and that of the last one ends',
  },
  basePath: {
    flag: 'base-path',
    kind: 'path',
    value: 'PATH',
    default: '/scim/v2',
    group: 'Server',
    says: 'where SCIM stands on the server',
  },
  seedFile: {
    flag: 'seed',
    kind: 'text',
    value: 'FILE',
    group: 'Server',
    says: 'a JSON file of users and groups that are there from the start',
  },
  control: {
    flag: 'control',
    kind: 'switch',
    group: 'Server',
    says: 'also offer the control API for tests: state, reset, seed, requests, faults, clock, snapshots',
  },
  rateLimit: {
    flag: 'rate-limit',
    kind: 'text',
    value: 'N/min|off',
    default: '600/min',
    group: 'Server',
    says: 'requests that one token may make',
  },
  setup: {
    flag: 'setup',
    kind: 'switch',
    group: 'Server',
    says: 'SCIM is off, without a token, until it is enabled in the console',
  },
  activeDefault: {
    flag: 'active-default',
    kind: 'boolean',
    value: 'true|false',
    default: 'true',
    group: 'Server',
    says: 'what a new user without "active" is',
  },
  uniqueGroupNames: {
    flag: 'unique-group-names',
    kind: 'boolean',
    value: 'true|false',
    default: 'true',
    group: 'Server',
    says: 'whether a second group of one name is refused, which the schema then says',
  },
  maxBody: {
    flag: 'max-body',
    kind: 'size',
    value: 'SIZE',
    default: '1mb',
    group: 'Server',
    says: 'the longest request body',
  },
  profile: {
    flag: 'profile',
    kind: 'text',
    value: 'NAME',
    choices: ['strict', 'lenient'],
    default: 'lenient',
    group: 'Server',
    says: 'how much of the dialects of identity providers is accepted',
  },

  scenario: {
    flag: 'scenario',
    kind: 'text',
    value: 'NAME|FILE',
    default: 'joiner-mover-leaver',
    group: 'Simulation',
    says: 'what happens in the directory',
  },
  option: {
    flag: 'option',
    kind: 'repeated',
    value: 'KEY=VALUE',
    group: 'Simulation',
    says: 'an option of the simulator; may be given again',
  },
  fault: {
    flag: 'fault',
    kind: 'repeated',
    value: 'RULE',
    group: 'Simulation',
    says: "an answer to put in the target's place, such as 'PATCH /Groups/* 429 times=1'",
  },
  cycles: {
    flag: 'cycles',
    kind: 'positive',
    value: 'N',
    group: 'Simulation',
    says: 'cycles that may follow the last step until nothing is left to do (default: 12)',
  },
  realTime: {
    flag: 'real-time',
    kind: 'switch',
    group: 'Simulation',
    says: 'wait as long as the provider does; else its waits pass at once on a clock of their own',
  },
  adminPasswordEnv: {
    flag: 'admin-password-env',
    kind: 'text',
    value: 'NAME',
    group: 'Simulation',
    says: "the environment variable with the admin password of the target's ScaiDrive console, for scenarios in which people sign in",
  },
  watch: {
    flag: 'watch',
    kind: 'text',
    value: 'FILE',
    group: 'Simulation',
    says: 'a JSON file with the directory: the provider reacts whenever it is edited, until it is interrupted',
  },
  ui: {
    flag: 'ui',
    kind: 'switch',
    group: 'Simulation',
    says: 'a page that shows the directory, with buttons, and the requests as they are sent',
  },
  uiPort: {
    flag: 'ui-port',
    kind: 'port',
    value: 'N',
    default: '8791',
    group: 'Simulation',
    says: 'the port of that page; 0 takes any free one',
  },

  hostHeader: {
    flag: 'host-header',
    kind: 'text',
    value: 'WHICH',
    choices: ['keep', 'target'],
    group: 'Recording',
    says: "the Host that the target reads: the client's, or its own (default: keep on loopback, else target)",
  },
  pseudonyms: {
    flag: 'pseudonyms',
    kind: 'switch',
    group: 'Recording',
    says: 'write other names and addresses in place of those of people, the same for the same person',
  },
  pseudonymKeyFile: {
    flag: 'pseudonym-key-file',
    kind: 'text',
    value: 'FILE',
    group: 'Recording',
    says: 'the secret that pseudonyms are made with (default: one at random, for each recording)',
  },
  oracle: {
    flag: 'oracle',
    kind: 'text',
    value: 'TEXT',
    group: 'Recording',
    says: "what the fault is, such as 'status 12 500' or 'value 12 /active \"False\"' (default: the last error)",
  },
  zip: { flag: 'zip', kind: 'switch', group: 'Output', says: 'write one zip file in place of a folder' },
  until: {
    flag: 'until',
    kind: 'text',
    value: 'STEP',
    group: 'Recording',
    says: 'the last step to send, by its number or id',
  },
  speed: {
    flag: 'speed',
    kind: 'text',
    value: 'FACTOR|max',
    default: 'max',
    group: 'Recording',
    says: 'pauses between steps: 1 as recorded, 10 ten times as fast, max none',
  },
  ignore: {
    flag: 'ignore',
    kind: 'repeated',
    value: 'RULE',
    group: 'Recording',
    says: "what may differ from the recording, such as '/meta/*' or 'Users /title'; may be given again",
  },
  keep: {
    flag: 'keep',
    kind: 'switch',
    group: 'Recording',
    says: 'leave what was created on the target',
  },

  log: {
    flag: 'log',
    kind: 'repeated',
    value: 'FILE',
    group: 'Recording',
    says: "the provider's own log, as JSON: Entra's provisioning log or Okta's System Log; may be given again",
  },
  tries: {
    flag: 'tries',
    kind: 'positive',
    value: 'N',
    default: '1',
    group: 'Recording',
    says: 'how often a trial is made before it counts as not showing the fault; more for a race',
  },
  reset: {
    flag: 'reset',
    kind: 'text',
    value: 'URL',
    group: 'Recording',
    says: 'the control API of a test server, which puts it back between trials (default: what a trial created is deleted)',
  },
  resume: {
    flag: 'resume',
    kind: 'switch',
    group: 'Recording',
    says: 'go on where an earlier shrink into the same folder was stopped',
  },

  config: {
    flag: 'config',
    kind: 'text',
    value: 'FILE',
    group: 'General',
    says: 'the config file (default: scimulate.config.json, .ts or .js here)',
  },
} as const satisfies Readonly<Record<string, Flag>>;

export type FlagKey = keyof typeof flags;

/** What a verb is given: every flag read by its kind, absent where neither given nor defaulted. */
export type Values = {
  readonly [Key in FlagKey]?: ReturnType<(typeof kinds)[(typeof flags)[Key]['kind']]>;
};
