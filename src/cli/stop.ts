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
      for (const undo of listeners) undo();
    },
  };
}
