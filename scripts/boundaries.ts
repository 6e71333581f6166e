/** One room of the house, and which others it may enter. */
export interface Room {
  readonly folder: string;
  readonly holds: string;
  /** Names of rooms; `*` is every room. */
  readonly mayEnter: readonly string[];
}

/** The boundary table: the boundary check enforces it and the README prints it. */
export const rooms = {
  scim: {
    folder: 'src/scim',
    holds: 'what SCIM says: schemas, paths, filters, PATCH, projection, errors',
    mayEnter: [],
  },
  catalogue: {
    folder: 'src/catalogue',
    holds: 'what must hold: requirements and disputed points, as data',
    mayEnter: ['scim'],
  },
  mapping: {
    folder: 'src/mapping',
    holds: 'what an application makes of SCIM: the mapping file, as data',
    mayEnter: ['scim'],
  },
  wire: { folder: 'src/wire', holds: 'what was said: exchanges, HAR, curl, masking', mayEnter: ['scim'] },
  run: { folder: 'src/run', holds: 'what was found: verdicts, run file, baseline', mayEnter: ['catalogue', 'wire'] },
  client: { folder: 'src/client', holds: 'a SCIM client: transports, recorder, pacing', mayEnter: ['wire', 'scim'] },
  server: { folder: 'src/server', holds: 'the reference server', mayEnter: ['scim', 'wire'] },
  idp: {
    folder: 'src/idp',
    holds: 'what all simulators share: directory, changes, engine',
    mayEnter: ['scim', 'wire'],
  },
  check: {
    folder: 'src/check',
    holds: 'what all suites share: check, judge, property, fixtures',
    mayEnter: ['catalogue', 'mapping', 'wire', 'run', 'client', 'scim'],
  },
  replay: {
    folder: 'src/replay',
    holds: 'what was recorded: proxy, replay, shrink, comparison',
    mayEnter: ['wire', 'run', 'client', 'scim'],
  },
  config: { folder: 'src/config', holds: 'the config file: its schema and defineConfig', mayEnter: [] },
  simulators: { folder: 'simulators', holds: 'one folder an identity provider', mayEnter: ['idp', 'scim', 'wire'] },
  suites: {
    folder: 'suites',
    holds: 'the checks, by what they judge',
    mayEnter: ['check', 'mapping', 'scim', 'wire', 'idp', 'simulators'],
  },
  doubles: {
    folder: 'src/doubles',
    holds: "the product inside other people's tests: servers, providers, handlers, fixtures",
    mayEnter: ['server', 'simulators', 'idp', 'check', 'replay', 'client', 'run', 'wire', 'scim'],
  },
  reports: { folder: 'reports', holds: 'one file a report format', mayEnter: ['run', 'wire'] },
  cli: { folder: 'src/cli', holds: 'the verbs: argument in, room called, exit code out', mayEnter: ['*'] },
} as const satisfies Readonly<Record<string, Room>>;

/** What a table of rooms cannot say. `from` and `to` are regular expressions over paths from the root of the repository. */
export interface Law {
  readonly name: string;
  readonly from: string;
  readonly except?: readonly string[];
  readonly to: string;
  readonly toExcept?: readonly string[];
  /** Holds for what is reached through others too. */
  readonly reach?: true;
  readonly instead: string;
}

export const laws = [
  {
    name: 'a-judge-knows-no-server',
    from: '^(suites|src/check)/',
    to: '^src/server/',
    reach: true,
    instead: 'Ask the target over the wire; if it cannot be asked there, it is no conformance question.',
  },
  {
    name: 'a-room-has-one-door',
    from: '^src/([^/]+)/',
    to: '^src/[^/]+/',
    toExcept: ['^src/$1/', '^src/[^/]+/index\\.ts$'],
    instead: 'Import from #room, and export what you need in its index.ts.',
  },
  {
    name: 'outsiders-use-the-door',
    from: '^(simulators|suites|reports|fixtures|bench|scripts)/',
    // Below another package.json the doors have no names; the tests of the command line run it as its own binary does.
    except: ['^fixtures/consumers/', '^fixtures/command-line\\.ts$'],
    to: '^src/[^/]+/',
    toExcept: ['^src/[^/]+/index\\.ts$'],
    instead: 'Import from #room, and export what you need in its index.ts.',
  },
  {
    name: 'lists-are-entered-by-their-index',
    from: '^(src|fixtures|bench|scripts|suites)/',
    to: '^(simulators|reports)/',
    toExcept: ['^(simulators|reports)/index\\.ts$'],
    instead: 'Import from #simulators or #reports.',
  },
  {
    name: 'only-suites-of-providers-know-simulators',
    from: '^suites/',
    except: ['^suites/(idp|scaidrive)/'],
    to: '^(src/idp|simulators)/',
    instead: 'Ask as any client would; what only one identity provider asks belongs into suites/idp.',
  },
  {
    name: 'product-tests-judge-no-target',
    from: '^suites/scaidrive/',
    to: '^src/check/',
    instead: 'Start ScaiDrive and expect something of it; what any target can be asked belongs into another suite.',
  },
  {
    name: 'a-judge-starts-no-product',
    from: '^suites/',
    except: ['^suites/scaidrive/'],
    to: '^suites/scaidrive/',
    instead: 'Ask the target that the run was given; what is only true of ScaiDrive belongs into suites/scaidrive.',
  },
  {
    name: 'a-simulator-knows-no-other',
    from: '^simulators/([^/]+)/',
    to: '^simulators/',
    toExcept: ['^simulators/$1/'],
    instead: 'Put what two simulators share into src/idp.',
  },
  {
    name: 'nobody-enters-the-command-line',
    from: '^(src|simulators|suites|reports|fixtures|bench)/',
    except: ['^fixtures/consumers/', '^fixtures/command-line\\.ts$', '^src/cli/'],
    to: '^src/cli/',
    instead: 'Move what you need into the room that it is about.',
  },
  {
    name: 'the-core-is-pure',
    from: '^src/(scim|catalogue)/',
    to: '^node:',
    instead: 'Take what comes from outside as an argument.',
  },
  {
    name: 'the-server-runs-in-a-browser',
    from: '^src/server/',
    except: ['^src/server/.*listen', '^src/server/start-server', '^src/server/store/sqlite'],
    to: '^node:',
    instead: 'Use what the web platform has, or move it to the listener or the SQLite store.',
  },
] as const satisfies readonly Law[];
