import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { writeRun } from '#run';
import { harFrom } from '#wire';
import { expectPlain, firstLine, inProcess, scimulate, started } from '../../fixtures/command-line.ts';
import { sampleExchange, sampleResult, sampleRun } from '../../fixtures/runs/sample-run.ts';
import { type VerbName, verbs } from './verbs.ts';

interface Row {
  /** What ends with 0, and something that it says. */
  readonly succeeds: readonly (readonly [line: string, said: RegExp])[];
  /** What does not, with its exit code and its one sentence. */
  readonly refused: readonly (readonly [code: number, line: string, sentence: RegExp])[];
  /** What must have a process of its own: it prints past our terminal, or runs until it is stopped, and then ends with 0. */
  readonly as?: 'process' | 'server';
}

/** In lines, OUT is a folder, RUN a run file and HAR a recording in which a creation failed. */
const rows: Readonly<Record<VerbName, Row>> = {
  test: {
    succeeds: [
      ['test --seed 5 --print-config', /^seed +5 {2}\(--seed\)$/m],
      ['test --list users', /^user-create {2}/m],
      ['test --list --grep user-create-duplicate', /^user-create-duplicate {2}.*\n$/],
    ],
    refused: [
      [2, 'test --tarket x', /no flag "--tarket"; did you mean "--target"\?/],
      [2, 'test usrs', /no check, suite, section or tag "usrs"; did you mean "users"\?/],
      [2, 'test --report pdf', /no report format "pdf"/],
      [2, 'test user-model --path 3:0', /--path is of one finding: give it with the seed and the check/],
      [2, 'test --shard 4/3', /--shard is "4\/3"; it must look like 1\/3/],
      [2, 'test --grep (', /--grep is "\("/],
      [2, 'test --rate often', /--rate is "often"; it must look like 10\/s/],
      [2, 'test --request-timeout 5', /--request-timeout is "5"; it must look like 500ms/],
      [2, 'test --fail-on nothing', /--fail-on is "nothing"/],
      [2, 'test --workers none', /--workers is "none"; it must be a whole number from 1/],
      [2, 'test --idp nobody', /no identity provider "nobody"/],
      [2, 'test --target', /argument missing/],
      [2, 'test --baseline nowhere.json', /baseline nowhere.json cannot be read/],
      [2, 'test --mapping nowhere.json --target http://127.0.0.1:1', /mapping file nowhere.json cannot be read/],
      [2, 'test --target nonsense', /target "nonsense" is no URL/],
      [2, 'test --target http://ada:pass@127.0.0.1/scim', /the address of the target holds a credential/],
      [2, 'test --target http://127.0.0.1:1 -H nonsense', /--header must look like "Name: value"/],
      [2, 'test --target http://127.0.0.1:1 --cacert nowhere.pem', /certificate file nowhere.pem cannot be read/],
      [2, 'test --target http://127.0.0.1:1 --token-file nowhere', /token file nowhere cannot be read/],
      [2, 'test --target http://127.0.0.1:1 --token-env NOT_SET', /the variable NOT_SET of --token-env is not set/],
      [2, 'test --target https://dev.example.com', /say --writes allow/],
      [2, 'test --token-env SOME', /a credential is given, but no target/],
      [2, 'test --config nowhere.json', /no config file/],
      [2, 'test user-read --out LICENSE/here', /the folder .*LICENSE\/here cannot be written to \(ENOTDIR\)/],
      [3, 'test --target http://127.0.0.1:1/scim/v2', /nothing listens at http:\/\/127.0.0.1:1/],
      [5, 'test users --grep-invert .', /nothing ran/],
    ],
  },
  simulate: {
    succeeds: [['simulate entra --scenario duplicate-email --out OUT', /^PASS {2}/]],
    refused: [
      [2, 'simulate', /missing required argument/],
      [2, 'simulate nobody', /no identity provider "nobody"/],
      [2, 'simulate entra --scenario joiner', /no scenario "joiner"/],
      [2, 'simulate entra --scenario LICENSE', /LICENSE is no JSON/],
      [2, 'simulate entra --option colour=red', /colour/],
      [2, 'simulate entra --option colour', /must look like key=value/],
      [2, 'simulate entra --fault nonsense', /a fault is/],
      [2, 'simulate all --watch LICENSE', /for one identity provider, not for all/],
      [2, 'simulate entra --out LICENSE', /cannot be written to \(EEXIST\)/],
      [2, 'simulate entra --out /proc/nowhere', /cannot be written to \(ENOENT\)/],
      [3, 'simulate entra --target http://127.0.0.1:1/scim/v2', /nothing listens/],
    ],
  },
  serve: {
    as: 'server',
    succeeds: [['serve --port 0 --json', /^\{"ready":true,"scim":"http:/]],
    refused: [
      [2, 'serve here', /too many arguments/],
      [2, 'serve --port many', /--port is "many"; it must be a port/],
      [2, 'serve --rate-limit fast', /--rate-limit is "fast"; it must look like/],
      [2, 'serve --max-body much', /--max-body is "much"; it must look like 1mb/],
      [2, 'serve --profile mild', /--profile is "mild"/],
      [2, 'serve --token-file nowhere', /token file nowhere cannot be read/],
      [2, 'serve --data LICENSE', /cannot keep data in LICENSE/],
      [2, 'serve --port 0 --seed nowhere.json', /seed file nowhere.json cannot be read/],
      [2, 'serve --port 0 --seed LICENSE', /LICENSE:\d+:\d+: this is no JSON/],
    ],
  },
  record: {
    as: 'server',
    succeeds: [['record --port 0 --target http://127.0.0.1:1/scim --out OUT --json', /^\{"ready":true,"scim":"http:/]],
    refused: [
      [2, 'record', /name it with --target URL/],
      [2, 'record --port 0 --target http://127.0.0.1:1 --fault oops --out OUT', /a fault is/],
      [2, 'record --port 0 --target http://127.0.0.1:1 --out LICENSE', /cannot be written to \(EEXIST\)/],
    ],
  },
  replay: {
    succeeds: [['replay HAR --out OUT', /^FIXED: /m]],
    refused: [
      [2, 'replay nowhere.har', /recording nowhere.har cannot be read \(ENOENT\)/],
      [2, 'replay LICENSE', /LICENSE is no JSON|LICENSE/],
      [2, 'replay HAR --oracle often', /"often" is no oracle/],
      [2, 'replay HAR --until 99', /no step "99"/],
      [3, 'replay HAR --target http://127.0.0.1:1/scim --out OUT', /nothing listens/],
    ],
  },
  shrink: {
    succeeds: [["shrink HAR --oracle 'status any 201' --out OUT", /1 of 1 steps after \d+ trials/]],
    refused: [
      [2, 'shrink', /missing required argument/],
      [2, 'shrink package.json', /package.json: this is no HTTP archive/],
      [2, 'shrink HAR --tries 0', /--tries is "0"/],
    ],
  },
  export: {
    succeeds: [
      ['export HAR --out OUT', /^1 step, as \d+ files in .*README\.md says how to run each\.$/m],
      ['export HAR --out OUT --zip --pseudonyms --json', /"bundle":".*\.zip","steps":1/],
    ],
    refused: [
      [2, 'export', /missing required argument/],
      [2, 'export nowhere.har', /recording nowhere.har cannot be read/],
      [2, 'export HAR user-create', /is no run of checks, so that "user-create" cannot be looked for/],
      [2, "export HAR --oracle 'shell false'", /commands cannot be run from here/],
      [2, 'export HAR --out src', /src holds other files/],
    ],
  },
  compare: {
    succeeds: [['compare HAR okta --out OUT', /Okta/]],
    refused: [
      [2, 'compare nowhere.har', /recording nowhere.har cannot be read/],
      [2, 'compare HAR nobody', /no identity provider "nobody"/],
      [2, 'compare HAR okta --log LICENSE', /LICENSE/],
    ],
  },
  report: {
    succeeds: [['report RUN --report html,junit,md,sarif,ctrf,har,csv --out OUT', /index.html\n/]],
    refused: [
      [2, 'report', /missing required argument/],
      [2, 'report nowhere.json', /run file nowhere.json cannot be read \(ENOENT\)/],
      [2, 'report package.json', /package.json is no run file/],
      [2, 'report RUN --report docx', /no report format "docx"/],
      [2, 'report RUN --out LICENSE', /LICENSE/],
    ],
  },
  diff: {
    succeeds: [['diff RUN RUN --report , --out OUT', /^0 regressed, 0 new/]],
    refused: [
      [2, 'diff nowhere.json other.json', /run file nowhere.json cannot be read \(ENOENT\)/],
      [2, 'diff RUN', /missing required argument/],
      [2, 'diff RUN package.json', /package.json is no run file/],
    ],
  },
  baseline: {
    succeeds: [['baseline update RUN --baseline OUT/baseline.json', /0 expected findings, 0 before/]],
    refused: [
      [2, 'baseline frob', /no baseline action "frob"/],
      [2, 'baseline show --baseline nowhere.json', /baseline nowhere.json cannot be read/],
      [2, 'baseline show --baseline package.json', /package.json is no baseline/],
      [2, 'baseline update nowhere.json', /run file nowhere.json cannot be read/],
    ],
  },
  list: {
    succeeds: [
      ['list checks', /^user-create {2}/m],
      ['list idps', /^entra {2}Microsoft Entra ID$/m],
      ['list requirements --json', /"7644-3.5.2-09"/],
      ['list scenarios', /^joiner-mover-leaver /m],
      ['list faults', /^delay /m],
    ],
    refused: [
      [2, 'list', /missing required argument/],
      [2, 'list cheks', /no list "cheks"; did you mean "checks"\?/],
      [2, 'list checks --jsno', /no flag "--jsno"; did you mean "--json"\?/],
    ],
  },
  explain: {
    succeeds: [
      ['explain 7644-3.5.2-09', /remove/],
      ['explain entra-match-01', /Microsoft Entra ID/],
      ['explain user-create --json', /"example": "npx scimulate test user-create"/],
      ['explain 7644-3.5.2.2-01', /^ {2}mend +Refuse a remove without a path/m],
    ],
    refused: [
      [2, 'explain', /missing required argument/],
      [2, 'explain user-craete', /no id "user-craete"; did you mean "user-create"\?/],
    ],
  },
  lint: {
    succeeds: [['lint src/scim/schemas/user.json', /^$/]],
    refused: [
      [2, 'lint nowhere.json', /document nowhere.json cannot be read \(ENOENT\)/],
      [2, 'lint package.json --kind resorce', /--kind is "resorce"; .* did you mean "resource"\?/],
      [2, 'lint package.json --resource-type Usr', /no resource type "Usr"; did you mean "User"\?/],
      [2, 'lint package.json --schemas LICENSE', /LICENSE:\d+:\d+: this is no JSON/],
    ],
  },
  doctor: {
    succeeds: [
      ['doctor', /^good {2}credential {2}accepted \(bearer\); without it, 401$/m],
      ['doctor --json', /"next": "npx scimulate test"/],
    ],
    refused: [
      [2, 'doctor --target nonsense', /target "nonsense" is no URL/],
      [2, 'doctor --auth often', /--auth is "often"/],
      [3, 'doctor --target http://127.0.0.1:1/scim/v2', /nothing listens at http:\/\/127.0.0.1:1/],
    ],
  },
  init: {
    // What it writes is tested in a folder of its own, beside it.
    succeeds: [],
    refused: [
      [2, 'init --ci gitlib', /--ci is "gitlib"/],
      [2, 'init --target nonsense', /target "nonsense" is no URL/],
    ],
  },
  cleanup: {
    // What it deletes is tested on a server, beside it.
    succeeds: [],
    refused: [
      [2, 'cleanup', /cleanup needs the target to clean/],
      [2, 'cleanup --target http://127.0.0.1:1 --prefix ada', /nothing else is deleted/],
      [3, 'cleanup --target http://127.0.0.1:1/scim/v2', /nothing listens/],
    ],
  },
  request: {
    succeeds: [
      ['request GET /Users', /^200\n[\s\S]*"totalResults": 0/],
      ['request get /ResourceTypes/User --json', /^\{\n[\s\S]*"endpoint": "\/Users"/],
    ],
    refused: [
      [2, 'request GET', /missing required argument/],
      [2, 'request FETCH /Users', /"FETCH" is no method; use one of GET/],
      [2, 'request GET Users', /the path "Users" must begin with \//],
      [2, 'request POST /Users nowhere.json', /body nowhere.json cannot be read/],
    ],
  },
  completion: {
    as: 'process',
    succeeds: [['completion zsh', /complete -- /]],
    refused: [
      [2, 'completion tcsh', /no shell "tcsh"; did you mean "bash"\?/],
      [2, 'completion', /missing required argument/],
    ],
  },
};

// Some start processes, which take their time on a busy machine.
test.describe.configure({ timeout: 120_000 });

test('every verb has a row, with two wrong uses', () => {
  expect(Object.keys(rows).sort()).toEqual(Object.keys(verbs).sort());
  for (const [verb, { refused }] of Object.entries(rows)) expect(refused.length, verb).toBeGreaterThan(1);
});

test('an unknown verb is told the nearest one', async () => {
  const ended = await inProcess(['tset']);
  expect(ended.code).toBe(2);
  expect(ended.err).toMatch(/no verb "tset"; did you mean "test"\?/);
  expectPlain(ended);
});

for (const [verb, row] of Object.entries(rows)) {
  test(`${verb} --help explains itself`, async () => {
    const { code, out, err } = await inProcess([verb, '--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`Usage: scimulate ${verb}`);
    expect(out).toContain(`Examples:\n  ${verb === 'completion' ? 'eval "$(' : ''}scimulate ${verb}`);
  });

  for (const [line, said] of row.succeeds) {
    test(`scimulate ${line} ${row.as === 'server' ? 'gets ready, and ends with 0 when told to' : 'succeeds'}`, async () => {
      if (row.as === 'server') {
        const child = started(wordsOf(line));
        expect(await firstLine(child)).toMatch(said);
        child.kill('SIGTERM');
        expect(await once(child, 'close')).toEqual([0, null]);
        return;
      }
      const run = row.as === 'process' ? scimulate : inProcess;
      const { code, out, err } = await run(wordsOf(line));
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(said);
    });
  }

  for (const [code, line, sentence] of row.refused) {
    test(`scimulate ${line} ends with ${code} and one sentence`, async () => {
      const ended = await inProcess(wordsOf(line));
      expect(ended.code, ended.err).toBe(code);
      expect(ended.err).toMatch(sentence);
      expectPlain(ended);
    });
  }
}

/** The words of a line, as a shell reads quotes, with the files that it names. */
function wordsOf(line: string): string[] {
  const words = [...line.matchAll(/'(?<quoted>[^']*)'|\S+/g)];
  return words.map(([word, quoted]) => {
    const text = quoted ?? word;
    const [name = '', ...below] = text.split('/');
    const make = files[name];
    return make === undefined ? text : [make(), ...below].join('/');
  });
}

const files: Readonly<Record<string, () => string>> = {
  OUT: () => test.info().outputPath('out'),
  RUN: () => written('run.json', writeRun(sampleRun([sampleResult('user-read')]))),
  HAR: () => {
    const exchange = sampleExchange('x1');
    const failed = { ...exchange, response: { status: 500, headers: [], body: '' } };
    return written('recording.har', JSON.stringify(harFrom([failed], { creator: { name: 'test', version: '1' } })));
  },
};

function written(name: string, text: string): string {
  const file = test.info().outputPath('in', name);
  mkdirSync(test.info().outputPath('in'), { recursive: true });
  writeFileSync(file, text);
  return file;
}
