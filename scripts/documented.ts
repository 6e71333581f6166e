import { spawn } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { startServer } from '#doubles';
import { findBrowser } from './browser.ts';

/** A command that a page shows. */
interface Documented {
  readonly line: string;
  readonly pages: readonly string[];
  /** Another command with the same flags runs the suites; of this one it is seen that its selectors select something. */
  readonly isListed?: boolean;
}

/** How a kind of command is run; the first that fits. */
interface Manner {
  readonly fits: RegExp;
  /** 0 unless said. */
  readonly exits?: readonly number[];
  /** It goes on until it is told to stop, once it has said something. */
  readonly stays?: true;
}

const manners: readonly Manner[] = [
  { fits: /^scimulate (?:serve|record)\b| --watch /, stays: true, exits: [0, 143] },
  // A fault or a disagreement is what these are shown for; whether there is one depends on the target.
  { fits: /--fault |both-have-ada/, exits: [0, 1] },
  { fits: /^scimulate shrink/, exits: [0, 5] },
  { fits: /^scimulate lint (?:wrong-user|filter)/, exits: [0, 1] },
  { fits: /^scimulate (?:baseline|diff)/, exits: [0, 4] },
  { fits: /./ },
];

/** The places that pages name; a server of our own stands at each. */
const places = /https:\/\/dev\.example\.com\/scim\/v2|http:\/\/(?:localhost|127\.0\.0\.1):8080\/scim\/v2/g;

/** Of whole suites only these are run, so that no command takes long; checks that a command names are run as they are. */
const cheap =
  '@(user-read|patch-add|put-rename|discovery-types-list|mapping-record|okta-match|entra-enable|user-create-minimal)(?: |$)';

/**
 * Runs every `npx scimulate …` that a page shows as the installed package would, each with a server and a folder of its own.
 * @param program the installed `scimulate`
 * @returns one line a command, and how many failed
 */
export async function runDocumented(program: string): Promise<{ readonly lines: string[]; readonly failures: number }> {
  const kit = mkdtempSync(join(tmpdir(), 'scimulate-documented-'));
  const lines: string[] = [];
  let failures = 0;
  try {
    await fill(kit, program);
    const waiting = documented();
    const work = async (): Promise<void> => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const told = await tried(next, kit, program);
        if (told !== undefined) failures += 1;
        lines.push(told ?? `ok    ${next.line}`);
      }
    };
    await Promise.all([work(), work(), work()]);
  } finally {
    rmSync(kit, { recursive: true, force: true });
  }
  return { lines: lines.sort(), failures };
}

/** Every command of the pages, each once. */
function documented(): Documented[] {
  const found = new Map<string, string[]>();
  for (const page of globSync(['docs/*.md', 'docs/verbs/*.md', 'examples/*/README.md'])) {
    for (const [, block = ''] of readFileSync(page, 'utf8').matchAll(/```sh\n(.*?)```/gs)) {
      for (const line of block.split('\n').filter((each) => each.startsWith('npx scimulate'))) {
        found.set(line, [...(found.get(line) ?? []), page]);
      }
    }
  }
  const shapes = new Set<string>();
  return [...found].map(([line, pages]) => {
    const shape = line.replace(/^(npx scimulate test)(?: [^-]\S*)*/, '$1');
    const isListed = shape.startsWith('npx scimulate test') && shapes.has(shape);
    shapes.add(shape);
    return { line, pages, isListed };
  });
}

/** The files that pages name: runs, recordings, documents. */
async function fill(kit: string, program: string): Promise<void> {
  const examples = [
    'two-idps/both-have-ada.json',
    'custom-extension/wrong-user.json',
    'custom-extension/badge.schema.json',
  ];
  for (const file of examples) cpSync(`examples/${file}`, join(kit, file.replace(/^.*\//, '')));
  for (const name of ['wiki.json', 'wiki.mapping.json']) cpSync('suites/mapping/scaidrive.json', join(kit, name));
  const urn = 'urn:ietf:params:scim:schemas:core:2.0:User';
  const documents: Readonly<Record<string, unknown>> = {
    'user.json': { schemas: [urn], userName: 'ada@example.com', name: { givenName: 'Ada', familyName: 'Byron' } },
    'patch.json': {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'displayName', value: 'Engineering' }],
    },
    'directory.json': { users: [], groups: [] },
    'system-log.json': [
      { eventType: 'application.provision.user.push_profile', published: '2026-01-01T00:00:00.000Z' },
    ],
  };
  for (const [name, document] of Object.entries(documents)) writeFileSync(join(kit, name), JSON.stringify(document));
  writeFileSync(join(kit, 'filter.txt'), 'userName eq "ada@example.com"\n');
  const target = '--target http://localhost:8080/scim/v2 --token-env SCIM_TOKEN';
  await make('scimulate simulate okta --option app=aiw --out customer');
  // So that there is a finding to export, and to expect.
  await make(`scimulate test user-read patch-remove-without-path ${target}`, {
    exits: [1],
    faults: ['PATCH /Users/* 500'],
  });
  await make('scimulate baseline update');
  for (const folder of ['before', 'after', 'other'])
    cpSync(join(kit, 'scimulate-report'), join(kit, folder), { recursive: true });
  cpSync(join(kit, 'scimulate-report/run.json'), join(kit, 'run.json'));
  for (const to of ['recording.har', 'shrunk.har', 'scimulate-report/recording.har', 'scimulate-report/shrunk.har'])
    cpSync(join(kit, 'customer/exchanges.har'), join(kit, to));

  async function make(line: string, how: Partial<How> = {}): Promise<void> {
    const told = await tried({ line: `npx ${line}`, pages: [] }, kit, program, { ...how, place: kit });
    if (told !== undefined) throw new Error(`the files that the pages name cannot be made:\n${told}`);
  }
}

interface How {
  /** A folder to work in and to leave as it becomes; else a copy of the kit, that goes. */
  readonly place: string;
  readonly exits: readonly number[];
  readonly faults: readonly string[];
}

/** Undefined when the command ends as it should; else what happened. */
async function tried(
  { line, pages, isListed = false }: Documented,
  kit: string,
  program: string,
  { place, faults, exits: expected }: Partial<How> = {},
): Promise<string | undefined> {
  // What a shell adds around it is not ours.
  const command = line.replace(/^npx /, '').replace(/ \| source$/, '');
  if (command.includes('--pdf') && findBrowser() === undefined) return undefined;
  const manner = manners.find(({ fits }) => fits.test(command));
  const exits = expected ?? manner?.exits ?? [0];
  const adminPassword = 'documented-password';
  const server = await startServer({ adminPassword, uniqueGroupNames: true, faults });
  const folder = place ?? mkdtempSync(join(tmpdir(), 'scimulate-documented-'));
  if (place === undefined) cpSync(kit, folder, { recursive: true });
  if (command.includes('--target dev')) {
    const config = { targets: { dev: { url: server.scim, tokenEnv: 'SCIM_TOKEN' } } };
    writeFileSync(join(folder, 'scimulate.config.json'), JSON.stringify(config));
  }
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PATH: `${bin(folder, program)}${delimiter}${process.env.PATH ?? ''}`,
    SCIM_TOKEN: server.token,
    SCAIDRIVE_ADMIN_PASSWORD: adminPassword,
    SCIMULATE_PORT: '0',
    SCIMULATE_UI_PORT: '0',
    SCIMULATE_RUNS: '2',
    ...(isListed ? { SCIMULATE_LIST: '1' } : isBroad(command) ? { SCIMULATE_GREP: cheap } : {}),
    CI: '1',
  };
  if (command.startsWith('scimulate init')) rmSync(join(folder, 'scimulate.baseline.json'));
  const { code, output } = await ended(command.replaceAll(places, server.scim), folder, env, manner?.stays === true);
  await server.close();
  if (place === undefined) rmSync(folder, { recursive: true, force: true });
  if (exits.includes(code)) return undefined;
  return `FAIL  exit ${code} and not ${exits.join(' or ')}  ${line}  (${pages.join(', ')})\n${output}`;
}

/** It runs suites, and does not say which of their checks. */
function isBroad(command: string): boolean {
  if (!command.startsWith('scimulate test')) return false;
  const { checks }: { readonly checks: readonly { readonly id: string }[] } = JSON.parse(
    readFileSync('suites/checks.json', 'utf8'),
  );
  const words = new Set(command.split(' '));
  return !checks.some(({ id }) => words.has(id));
}

/** A folder that holds nothing but `scimulate`, as npx would put first on the path. */
function bin(folder: string, program: string): string {
  const place = join(folder, '.bin');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'scimulate'), `#!/bin/sh\nexec node '${program}' "$@"\n`, { mode: 0o755 });
  return place;
}

function ended(command: string, cwd: string, env: NodeJS.ProcessEnv, stays: boolean) {
  const { promise, resolve } = Promise.withResolvers<{ readonly code: number; readonly output: string }>();
  const child = spawn('bash', ['-c', `exec ${command}`], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk);
      if (stays) child.kill('SIGTERM');
    });
  }
  child.on('close', (code) => resolve({ code: code ?? 143, output }));
  return promise;
}

if (import.meta.main) {
  const { lines, failures } = await runDocumented(join(process.cwd(), 'dist/src/cli/bin.js'));
  console.log(lines.join('\n'));
  process.exitCode = failures === 0 ? 0 : 1;
}
