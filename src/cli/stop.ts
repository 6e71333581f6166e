const leave = (): void => process.exit();

const codes = { SIGINT: 130, SIGTERM: 143 } as const;

/** How long an end may take before it is cut short. */
const patienceMs = 5000;

/** Being told to stop, by Ctrl-C or by whoever started us. */
export interface Stop {
  readonly told: Promise<void>;
  readonly signal: AbortSignal;
  /** The exit code that says so; undefined as long as nobody told us. */
  code(): 130 | 143 | undefined;
  /** Stops listening: from then on a signal ends the process at once. */
  off(): void;
}

/**
 * Runs what goes on until somebody says stop, which is its right end. It listens from the start: whoever starts it by a
 * script may stop it at once. After a stop it listens on, for the process is ending and no second signal may cut that short.
 */
export async function untilStopped(work: (stop: Stop) => Promise<number>): Promise<number> {
  const stop = listenForStop(0);
  try {
    return await work(stop);
  } finally {
    if (stop.code() === undefined) stop.off();
  }
}

/**
 * Listens from now on. Signals after the first change nothing: a terminal and a parent process often send both, and the
 * end would be cut short. What does not end by itself is ended after five seconds.
 * @param atLast the exit code of that; the signal's own unless given
 */
export function listenForStop(atLast?: number): Stop {
  const controller = new AbortController();
  const told = Promise.withResolvers<void>();
  let code: 130 | 143 | undefined;
  let timer: NodeJS.Timeout | undefined;
  const listeners = Object.entries(codes).map(([signal, number]) => {
    const stop = (): void => {
      if (code !== undefined) return;
      code = number;
      // Node's own end gives the signals back to the system while it still clears up, and the next one would be our code.
      process.once('beforeExit', leave);
      timer = setTimeout(() => process.exit(atLast ?? number), patienceMs).unref();
      controller.abort();
      told.resolve();
    };
    process.on(signal, stop);
    return () => process.off(signal, stop);
  });
  return {
    told: told.promise,
    signal: controller.signal,
    code: () => code,
    off: () => {
      clearTimeout(timer);
      process.off('beforeExit', leave);
      for (const undo of listeners) undo();
    },
  };
}
