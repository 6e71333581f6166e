import { performance } from 'node:perf_hooks';
import { diagnose, scimClient, TargetError } from '#client';
import { certificateOf } from '../target/certificate.ts';
import { listening } from '../target/listening.ts';
import { open } from '../target/reach.ts';
import { targetArguments } from '../target/target.ts';
import { reading, withTarget } from '../target/with-target.ts';
import type { Run } from '../verbs.ts';

interface Line {
  readonly about: string;
  readonly state: string;
  readonly says: string;
}

/** Says whether the target can be tested, and ends with the command to run next. It only reads. */
export const doctor: Run = (call) => {
  const { values, terminal } = call;
  return withTarget(
    reading(call),
    async (target) => {
      const lines: Line[] = [];
      const say = (line: Line): void => {
        lines.push(line);
        if (values.json !== true) terminal.out(`${line.state.padEnd(5)} ${line.about.padEnd(11)} ${line.says}`);
      };
      const pool = open(target);
      try {
        say(await certificateOf(target));
        const client = scimClient({
          baseUrl: target.url,
          auth: target.auth,
          headers: Object.fromEntries(target.headers),
          transport: pool,
        });
        for (const line of await diagnose(client, () => performance.now())) say(line);
      } catch (error) {
        if (error instanceof TargetError) say({ about: 'target', state: 'bad', says: error.message });
        throw error;
      } finally {
        await pool.close();
      }
      const next = ['npx scimulate test', ...targetArguments(values)].join(' ');
      terminal.out(values.json === true ? JSON.stringify({ lines, next }, null, 2) : `\nNext: ${next}`);
      return 0;
    },
    listening,
  );
};
