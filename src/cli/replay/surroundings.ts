import { setTimeout as sleep } from 'node:timers/promises';
import { paced } from '#client';
import {
  type IgnoreRule,
  maxRecordingBytes,
  type Recording,
  readRecording,
  readRule,
  type Surroundings,
} from '#replay';
import { readText } from '../files.ts';
import { open } from '../target/reach.ts';
import type { Target } from '../target/target.ts';
import { UsageError } from '../usage-error.ts';

/** @throws UsageError, RecordingError */
export function recordingIn(file: string): Recording {
  return readRecording(readText(file, 'recording', maxRecordingBytes), file);
}

/** The way to a target, as its flags say. Whoever opens it closes it. */
export function surroundingsOf(target: Target): {
  readonly surroundings: Surroundings;
  readonly close: () => Promise<void>;
} {
  const pool = open(target);
  const { ratePerSecond } = target;
  const transport =
    ratePerSecond === undefined ? pool : paced(pool, { ratePerSecond, clock: { now: Date.now, sleep } });
  return {
    surroundings: {
      transport,
      to: { baseUrl: target.url, auth: target.auth, headers: target.headers },
      now: Date.now,
      sleep,
    },
    close: () => pool.close(),
  };
}

/** @throws UsageError */
export function rulesFrom(texts: readonly string[] = []): readonly IgnoreRule[] {
  return texts.map((text) => {
    try {
      return readRule(text);
    } catch (error) {
      if (error instanceof RangeError) throw new UsageError(`--ignore: ${error.message}.`);
      throw error;
    }
  });
}
