import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { fetchTransport } from '#client';
import { readScenario, simulate } from '#idp';
import { scimServer } from '#server';
import { simulators } from '#simulators';
import { readRecording, recordingFrom } from '../recording/read-recording.ts';
import type { Recording } from '../recording/recording.ts';
import { compareSides } from './compare.ts';
import { differenceText, habitsOf } from './difference.ts';
import { storyOf } from './story.ts';

function capture(path: string): Recording {
  return readRecording(readFileSync(new URL(`../../../fixtures/captures/${path}`, import.meta.url), 'utf8'), path);
}

async function played(idp: string, recording: Recording, options: Record<string, string> = {}) {
  const simulator = simulators.find(({ id }) => id === idp);
  if (simulator === undefined) throw new Error(idp);
  const base = 'https://ours.example/scim/v2';
  const server = scimServer({ tokens: ['t'], basePath: '/scim/v2', passwordIterations: 10 });
  const { exchanges } = await simulate({
    simulator,
    scenario: readScenario(storyOf(recording), 'story'),
    transport: fetchTransport(server.fetch),
    baseUrl: base,
    token: 't',
    options,
  });
  return { exchanges, base };
}

for (const [idp, file] of [
  ['okta', 'okta/initial.har'],
  ['okta', 'okta/hire.har'],
  ['entra', 'entra/initial.har'],
  ['google', 'google/hire.har'],
] as const) {
  test(`our own ${file} is as we simulate it`, async () => {
    const recording = capture(file);
    const pairs = compareSides(recording, await played(idp, recording));
    expect(habitsOf(pairs).map(({ at, recorded, simulated }) => `${at}: ${recorded} | ${simulated}`)).toEqual([]);
    expect(pairs.length).toBeGreaterThan(1);
  });
}

test('says what another kind of integration does otherwise, once for all its requests', async () => {
  const recording = capture('okta-aiw/unassign.har');
  const before = capture('okta-aiw/initial.har');
  const whole = recordingFrom(
    [...before.exchanges, ...recording.exchanges].map((exchange, at) => ({ ...exchange, id: `x${at + 1}` })),
    { name: 'both', creator: '' },
  );
  const pairs = compareSides(whole, await played('okta', whole, { app: 'oin' }));
  const text = differenceText('Okta', pairs);
  expect(text).toContain('recorded: `PUT /Users/…`');
  expect(text).toContain('requests are the same');
});

test('reads a directory and its changes back from what was sent', () => {
  const all = ['initial', 'rename', 'disable', 'member-removed'].flatMap(
    (name) => capture(`entra/${name}.har`).exchanges,
  );
  const story = storyOf(
    recordingFrom(
      all.map((exchange, at) => ({ ...exchange, id: `x${at + 1}` })),
      { name: 'life', creator: '' },
    ),
  );
  expect(story.directory.users).toMatchObject([
    { id: 'u1', userName: 'ada@example.com', givenName: 'Ada', familyName: 'Byron' },
    { id: 'u2' },
  ]);
  expect(story.directory.groups).toEqual([{ id: 'g1', displayName: 'Engineering', members: ['u1'] }]);
  expect(story.steps.map((step) => [step.do, step.user ?? step.group].filter(Boolean).join(' '))).toEqual([
    'sync',
    'updated u1',
    'sync',
    'disabled u1',
    'sync',
    'memberRemoved g1',
    'sync',
  ]);
});
