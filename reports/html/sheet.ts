import type { Run } from '#run';
import type { Exchange } from '#wire';

/** What the parts of one page share while it is drawn. */
export interface Sheet {
  readonly run: Run;
  readonly exchanges: ReadonlyMap<string, Exchange>;
  /** Exchanges that are already on the page: each is drawn once, and then pointed at. */
  readonly drawn: Set<string>;
  /** Characters of a body that are shown. */
  readonly bodyLimit: number;
  /** Whether a request is also given as HTTPie, fetch and .http: a page with very many would grow too big. */
  readonly hasAllForms: boolean;
  /** Where a page has so many exchanges that messages stand as they were, and the script makes the command of each. */
  readonly isLean: boolean;
}

/** Characters that all bodies of a page may take together, and one alone at least and at most. */
const limits = { all: 600_000, least: 300, most: 16_000, forms: 80, lean: 400 } as const;

export function sheetOf(run: Run): Sheet {
  const cited = [
    ...run.checks
      .flatMap(({ findings, overruled }) => [...findings, ...(overruled?.findings ?? [])])
      .flatMap((each) => each.exchanges),
    ...run.simulations.flatMap(({ steps }) => steps).flatMap((step) => step.exchanges),
  ];
  const count = new Set(cited).size;
  const hasAllForms = count <= limits.forms;
  // A request's body stands in the request and in each command; a response's only once.
  const isLean = count > limits.lean;
  const copies = count * (hasAllForms ? 6 : isLean ? 2 : 3);
  return {
    run,
    exchanges: new Map(run.exchanges.map((exchange) => [exchange.id, exchange])),
    drawn: new Set(),
    bodyLimit: Math.min(limits.most, Math.max(limits.least, Math.floor(limits.all / Math.max(1, copies)))),
    hasAllForms,
    isLean,
  };
}
