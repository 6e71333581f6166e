import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { readRecording } from '../recording/read-recording.ts';
import { readLog } from './read-log.ts';
import { timelineOf } from './timeline.ts';

const entra = [
  {
    id: 'a',
    activityDateTime: '2026-01-05T08:00:00.5Z',
    provisioningAction: 'create',
    sourceIdentity: { id: 'f1', displayName: 'ada@example.com', identityType: 'user' },
    targetIdentity: { id: '', displayName: '' },
    provisioningStatusInfo: {
      status: 'failure',
      errorInformation: {
        errorCode: 'SystemForCrossDomainIdentityManagementServiceIncompatible',
        reason: 'The answer could not be read.',
      },
    },
    provisioningSteps: [{ name: 'EntryExportAdd', status: 'failure', description: 'Failed to create User' }],
    modifiedProperties: [{ displayName: 'userName', oldValue: null, newValue: 'ada@example.com' }],
  },
  {
    id: 'b',
    activityDateTime: '2026-01-05T07:59:00Z',
    action: 'other',
    sourceIdentity: { displayName: 'grace@example.com' },
    statusInfo: { status: 'skipped', reason: 'NotEffectivelyEntitled' },
  },
];

const okta = [
  {
    uuid: '1',
    published: '2026-01-05T08:00:01.000Z',
    eventType: 'application.provision.user.push',
    displayMessage: 'Push new user to application',
    outcome: { result: 'SUCCESS' },
    target: [
      { type: 'AppInstance', displayName: 'SCIM' },
      { type: 'User', alternateId: 'ada@example.com', displayName: 'Ada Byron' },
    ],
  },
  { uuid: '2', published: '2026-01-05T08:00:02.000Z', eventType: 'user.session.start', outcome: { result: 'SUCCESS' } },
  {
    uuid: '3',
    published: '2026-01-05T08:00:03.000Z',
    eventType: 'application.provision.user.deactivate',
    outcome: { result: 'FAILURE', reason: 'Internal Server Error' },
    target: [{ type: 'User', alternateId: 'ada@example.com' }],
  },
];

test("reads Entra's provisioning log, as Graph and as the portal write it", () => {
  const rows = [
    {
      at: '2026-01-05T07:59:00.000Z',
      action: 'other',
      subject: 'grace@example.com',
      status: 'Skipped',
      reason: 'NotEffectivelyEntitled',
      details: [],
    },
    {
      at: '2026-01-05T08:00:00.500Z',
      action: 'create',
      subject: 'ada@example.com',
      status: 'Failure',
      reason: 'SystemForCrossDomainIdentityManagementServiceIncompatible: The answer could not be read.',
      details: ['EntryExportAdd: failure: Failed to create User', 'userName: nothing → ada@example.com'],
    },
  ];
  expect(readLog(JSON.stringify({ value: entra }), 'graph.json')).toEqual({ idp: 'entra', rows });
  expect(readLog(JSON.stringify(entra), 'portal.json').rows).toEqual(rows);
});

test("reads what Okta's System Log says of provisioning, and leaves the rest of a tenant out", () => {
  const { idp, rows } = readLog(okta.map((row) => JSON.stringify(row)).join('\n'), 'okta.jsonl');
  expect(idp).toBe('okta');
  expect(rows.map(({ status, subject, reason }) => `${status} ${subject} ${reason}`.trim())).toEqual([
    'Success ada@example.com',
    'Failure ada@example.com Internal Server Error',
  ]);
});

for (const [what, text] of [
  ['another JSON', '[{"a":1}]'],
  ['no JSON', 'hello\nthere'],
] as const) {
  test(`refuses ${what} as a log in one sentence`, () => {
    expect(() => readLog(text, 'log.json')).toThrow(/^log\.json is /);
  });
}

test('puts the wire and the logs in one order', () => {
  const recording = readRecording(
    readFileSync(new URL('../../../fixtures/captures/okta/hire.har', import.meta.url), 'utf8'),
    'hire.har',
  );
  const moments = timelineOf(recording, [readLog(JSON.stringify(okta), 'okta.json')]);
  expect(moments.map(({ at }) => at)).toEqual(moments.map(({ at }) => at).toSorted());
  expect(new Set(moments.map(({ from }) => from))).toEqual(new Set(['wire', 'okta']));
  expect(moments.filter(({ isFailure }) => isFailure)).toHaveLength(1);
});
