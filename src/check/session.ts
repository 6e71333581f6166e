import { recorded } from '#client';
import type { MappingRuleText } from '#mapping';
import type { Finding } from '#run';
import type { Exchange, Transport } from '#wire';
import { cleaner } from './cleaner.ts';
import { OutOfTime } from './deadline.ts';
import { type Answer, type Http, httpOver, type Sender } from './http.ts';
import { bench, type Judge } from './judge.ts';
import { SetupError } from './resources.ts';
import type { Target } from './target.ts';

/** One execution of a check: its requests, its judge, and what it must tidy up. */
export interface Session {
  readonly http: Http;
  readonly judge: Judge;
  readonly exchanges: readonly Exchange[];
  readonly findings: readonly Finding[];
  readonly choices: Readonly<Record<string, string>>;
  /** A way to ask somebody else than the target: what is seen is kept, but neither judged nor tidied up. */
  beside(transport: Transport): Http;
  /** Runs one trial of a property: the findings it makes are given back instead of being kept. */
  aside(body: () => Promise<void>): Promise<readonly Finding[]>;
  record(findings: readonly Finding[]): void;
  /** Deletes what was created and is still there. */
  cleanUp(): Promise<void>;
}

export interface SessionOptions {
  readonly transport: Transport;
  readonly target: Target;
  /** The requirements that the check declares. */
  readonly judges: readonly string[];
  /** The rows of a mapping file among them. */
  readonly rows?: ReadonlyMap<string, MappingRuleText>;
  /** What every name of this run begins with. */
  readonly prefix: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** When the run has to be over, in the time of `now`: from then on nothing is sent but the deletes at the end. */
  readonly deadlineMs?: number | undefined;
  /** The target does not offer DELETE: a check that comes to it cannot go on, and accuses nobody of it. */
  readonly withoutDelete?: boolean | undefined;
}

export function session({
  transport,
  target,
  judges,
  rows,
  prefix,
  now,
  deadlineMs,
  withoutDelete = false,
}: SessionOptions): Session {
  const exchanges: Exchange[] = [];
  const sheet = bench(judges, rows);
  const clean = cleaner(transport, target, prefix);
  const underWay = new Set<Promise<unknown>>();
  let isOver = false;

  const keeping =
    (by: Transport): Sender =>
    async (request) => {
      if (isOver) throw new Error('The check is over.');
      if (deadlineMs !== undefined && now() >= deadlineMs) throw new OutOfTime();
      let kept: Exchange | undefined;
      const keep = (exchange: Exchange) => {
        kept = { ...exchange, id: `x${exchanges.length + 1}` };
        exchanges.push(kept);
      };
      const response = await recorded(by, { now, onExchange: keep })(request);
      if (kept === undefined) throw new Error('The recorder kept no exchange.');
      return { response, exchange: kept };
    };
  const http = httpOver(keeping(transport), target.url, target.headers, {
    credential: target.auth.kind === 'header' ? target.auth.name : 'authorization',
    maxPage: target.quirks.maxPage,
  });

  const watched = async (answer: Promise<Answer>, mayStop = withoutDelete): Promise<Answer> => {
    underWay.add(answer);
    try {
      const seen = await answer;
      sheet.saw(seen);
      clean.saw(seen);
      if (mayStop && isRefusedDelete(seen)) throw new SetupError('the target does not let clients delete', true);
      return seen;
    } finally {
      underWay.delete(answer);
    }
  };

  // An interrupted check goes on behind our back: what it has sent may still create something, so that is waited for.
  const cleanUp = async (): Promise<void> => {
    isOver = true;
    while (underWay.size > 0) await Promise.allSettled(underWay);
    await clean.run();
  };

  return {
    http: {
      // A client that is played meets the target as it is.
      send: (ask) => watched(http.send(ask), withoutDelete && ask.exactHeaders === undefined),
      get: (...of) => watched(http.get(...of)),
      post: (...of) => watched(http.post(...of)),
      put: (...of) => watched(http.put(...of)),
      patch: (...of) => watched(http.patch(...of)),
      delete: (...of) => watched(http.delete(...of)),
    },
    judge: sheet.judge,
    exchanges,
    get findings() {
      return sheet.findings;
    },
    choices: sheet.choices,
    beside: (other) => httpOver(keeping(other), target.url, []),
    aside: async (body) => {
      const before = exchanges.length;
      const found = await sheet.aside(body);
      const own = exchanges.slice(before).map(({ id }) => id);
      return found.map((finding) => ({ ...finding, exchanges: stepsTo(finding.exchanges, own) }));
    },
    record: sheet.record,
    cleanUp,
  };
}

/** How many requests of one trial are kept. */
const mostSteps = 80;

/** All that was sent in a trial until what shows the finding, which stays the last: the finding can be seen again by it. */
function stepsTo(cited: readonly string[], own: readonly string[]): readonly string[] {
  const shows = cited.at(-1);
  if (shows === undefined || !own.includes(shows)) return cited;
  return own.slice(0, own.indexOf(shows) + 1).slice(-mostSteps);
}

function isRefusedDelete({ status, exchange }: Answer): boolean {
  return exchange.request.method === 'DELETE' && (status === 405 || status === 501);
}
