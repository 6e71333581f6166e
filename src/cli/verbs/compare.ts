import { join, resolve } from 'node:path';
import { fetchTransport } from '#client';
import { readScenario, type Simulator, simulate } from '#idp';
import {
  compareSides,
  differenceText,
  habitsOf,
  type Pair,
  type Recording,
  readLog,
  spokenBy,
  storyOf,
  timelineOf,
} from '#replay';
import { scimServer } from '#server';
import { simulators } from '#simulators';
import type { Exchange } from '#wire';
import { ensureFolder, readText, writeText } from '../files.ts';
import { notThere } from '../nearest.ts';
import { optionsFrom } from '../options-from.ts';
import { recordingIn } from '../replay/surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verbs.ts';

export const compare: Run = async ({ values, words, terminal }) => {
  const recording = recordingIn(words[0] ?? '');
  const logs = (values.log ?? []).map((file) => readLog(readText(file, 'log'), file));
  const simulator = simulatorFor(words[1], recording);
  const folder = resolve(values.out ?? 'scimulate-report');
  ensureFolder(folder);
  const story = storyOf(recording);
  const played = await playedAgainst(simulator, story, optionsFrom(values.option ?? []));
  const pairs = compareSides(recording, played);
  const file = join(folder, 'difference.md');
  writeText(join(folder, 'scenario.json'), `${JSON.stringify(story, null, 2)}\n`);
  writeText(file, differenceText(simulator.name, pairs));
  const timeline = logs.length === 0 ? [] : timelineOf(recording, logs);
  if (values.json === true) {
    const rows = pairs.map(({ request, recorded, simulated, unlike }) => ({
      request,
      recorded: recorded?.id ?? null,
      simulated: simulated?.id ?? null,
      unlike,
    }));
    terminal.out(
      JSON.stringify({ idp: simulator.id, pairs: rows, habits: habitsOf(pairs), timeline, difference: file }),
    );
  } else {
    for (const { at, from, says } of timeline) terminal.out(`${at}  ${from.padEnd(5)}  ${says}`);
    say(simulator, pairs, file, terminal);
  }
  return 0;
};

function simulatorFor(named: string | undefined, recording: Recording): Simulator {
  const id = named ?? spokenBy(recording.exchanges)?.idp;
  if (id === undefined)
    throw new UsageError('who sent this recording is not clear; name the identity provider after the file.');
  const found = simulators.find((each) => each.id === id);
  if (found === undefined)
    throw new UsageError(
      notThere(
        'identity provider',
        id,
        simulators.map((each) => each.id),
      ),
    );
  return found;
}

const baseUrl = 'https://simulated.example/scim/v2';

/** The simulator, at a reference server of this process. */
async function playedAgainst(
  simulator: Simulator,
  story: ReturnType<typeof storyOf>,
  options: Readonly<Record<string, string>>,
): Promise<{ exchanges: readonly Exchange[]; base: string }> {
  const token = crypto.randomUUID();
  const server = scimServer({ tokens: [token], basePath: '/scim/v2', passwordIterations: 10 });
  const { exchanges } = await simulate({
    simulator,
    scenario: readScenario(story, 'recording'),
    transport: fetchTransport(server.fetch),
    baseUrl,
    token,
    options,
  });
  return { exchanges, base: baseUrl };
}

function say({ name }: Simulator, pairs: readonly Pair[], file: string, terminal: Terminal): void {
  for (const { request, recorded, simulated, unlike } of pairs) {
    if (simulated === undefined) terminal.out(`+ ${request}: yours sends it, ours does not`);
    else if (recorded === undefined) terminal.out(`- ${request}: ours sends it, yours does not`);
    else {
      terminal.out(`${unlike.length === 0 ? ' ' : '≠'} ${request}`);
      for (const { at, recorded: yours, simulated: ours } of unlike)
        terminal.out(`    ${at}: yours ${yours}; ours ${ours}`);
    }
  }
  const same = pairs.filter(
    ({ recorded, simulated, unlike }) => recorded !== undefined && simulated !== undefined && unlike.length === 0,
  ).length;
  terminal.out(
    `${same} of ${pairs.length} requests are as ${name} is simulated; the rest is written down in ${file}, to be filed.`,
  );
}
