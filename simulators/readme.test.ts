import { expect, test } from '@playwright/test';
import { readmeOf } from '#idp';
import { simulators } from './index.ts';

for (const simulator of simulators) {
  test(`the README of ${simulator.id} lists every behaviour, option and source`, () => {
    const text = readmeOf(simulator);

    for (const id of Object.keys(simulator.behaviours)) expect(text).toContain(`| \`${id}\` | `);
    for (const name of Object.keys(simulator.options)) expect(text).toContain(`| \`${name}\` | `);
    for (const [key, says] of Object.entries(simulator.sources)) expect(text).toContain(`- **${key}** ${says}`);
  });

  test(`${simulator.id} rests every option on a behaviour or a source that it lists`, () => {
    const known = [...Object.keys(simulator.behaviours), ...Object.keys(simulator.sources)];

    const baseless = Object.entries(simulator.options).filter(
      ([, { basis }]) => !known.some((id) => basis.includes(id)),
    );
    expect(baseless.map(([name, { basis }]) => `${name}: ${basis}`)).toEqual([]);
  });
}
