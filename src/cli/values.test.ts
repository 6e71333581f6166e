import { expect, test } from '@playwright/test';
import { simulators } from '#simulators';
import type { FlagKey } from './flags.ts';
import { UsageError } from './usage-error.ts';
import { valuesFrom, variableOf } from './values.ts';
import { verbs } from './verbs.ts';

const keys: readonly FlagKey[] = ['target', 'rate', 'seed', 'failOn', 'report', 'header', 'insecure'];
const given = (entries: readonly (readonly [FlagKey, string])[] = []) => new Map(entries);

test('a flag wins over its variable, that over the target in the config file, that over its top, that over the default', () => {
  const config = {
    rate: '4/s',
    seed: 4,
    failOn: 'warning',
    targets: { dev: { url: 'https://dev.example.com', rate: '3/s', seed: 3 } },
  };
  const env = { SCIMULATE_RATE: '2/s', SCIMULATE_TARGET: 'dev' };

  expect(valuesFrom(keys, given([['rate', '1/s']]), env, config)).toMatchObject({
    rate: 1,
    seed: 3,
    failOn: 'warning',
  });
  expect(valuesFrom(keys, given(), env, config)).toMatchObject({ rate: 2, seed: 3 });
  expect(valuesFrom(keys, given(), { SCIMULATE_TARGET: 'dev' }, config)).toMatchObject({ rate: 3, report: ['html'] });
  expect(valuesFrom(keys, given(), {}, config)).toMatchObject({ rate: 4, seed: 4 });
  expect(valuesFrom(keys, given(), {}, {})).toEqual({ failOn: 'violation', report: ['html'] });
});

test('reads lists of a config file as the flag reads its text', () => {
  const config = { report: ['html', 'junit'], header: ['a: 1', 'b: 2'], insecure: true };

  expect(valuesFrom(keys, given(), {}, config)).toMatchObject(config);
});

for (const [name, call] of [
  ['the flag', () => valuesFrom(keys, given([['rate', 'fast']]), {}, {})],
  ['the variable', () => valuesFrom(keys, given(), { SCIMULATE_RATE: 'fast' }, {})],
  ['the config file', () => valuesFrom(keys, given(), {}, { rate: 'fast' })],
] as const) {
  test(`names ${name} that holds what cannot be read`, () => {
    expect(call).toThrow(UsageError);
    expect(call).toThrow(/(--rate|SCIMULATE_RATE|rate in the config file) is "fast"; it must look like/);
  });
}

test('tells the nearest choice', () => {
  expect(() => valuesFrom(keys, given([['failOn', 'warnings']]), {}, {})).toThrow(/did you mean "warning"\?/);
});

test('refuses a setting of the config file that is no flag, at the top and in a target', () => {
  expect(() => valuesFrom(keys, given(), {}, { sede: 1 })).toThrow(/no setting "sede"; did you mean "seed"\?/);
  expect(() => valuesFrom(keys, given(), {}, { targets: { a: { url: 'https://a', rats: 1 } } })).toThrow(/"rats"/);
});

test('lets a simulation wait for an answer as long as Okta does [okta-error-03]', () => {
  const { flags, defaults } = verbs.simulate;
  const okta = simulators.find(({ id }) => id === 'okta')?.options.timeoutSeconds;

  expect(okta).toMatchObject({ default: 60 });
  expect(valuesFrom(flags, given(), {}, {}, defaults)).toMatchObject({ requestTimeout: 60_000 });
});

test('spells variables in capitals', () => expect(variableOf('requestTimeout')).toBe('SCIMULATE_REQUEST_TIMEOUT'));

test('takes an empty variable as one that is not set', () => {
  expect(valuesFrom(keys, given(), { SCIMULATE_SEED: '', SCIMULATE_TARGET: '' }, {})).not.toHaveProperty('seed');
});
