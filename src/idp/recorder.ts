import type { Exchange } from '#wire';
import type { ProvisioningRow } from './engine.ts';
import type { Place } from './sender.ts';
import type { Behaviour, Simulator } from './simulator.ts';

export interface Recorder {
  readonly listeners: {
    readonly onExchange: (exchange: Exchange, place: Place) => void;
    readonly onRow: (row: ProvisioningRow) => void;
  };
  /** Those that were kept, in the order of sending. */
  exchanges(): readonly Exchange[];
  readonly steps: readonly RecordedStep[];
  endStep(title: string): void;
  /** The behaviours that were seen. */
  behaviours(): Readonly<Record<string, Behaviour>>;
}

interface RecordedStep {
  readonly step: string;
  readonly exchanges: readonly string[];
  readonly provisioning: readonly ProvisioningRow[];
}

interface RecorderSetup {
  readonly simulator: Simulator;
  readonly keepExchanges: boolean;
  readonly onExchange: (exchange: Exchange, place: Place) => void;
}

/** Keeps exchanges in the order of sending, and sorts them and the log's rows by step. */
export function recorder({ simulator, keepExchanges, onExchange }: RecorderSetup): Recorder {
  const kept: { readonly exchange: Exchange; readonly order: number }[] = [];
  const steps: RecordedStep[] = [];
  const seen = new Set<string>();
  let ids: { readonly id: string; readonly order: number }[] = [];
  let rows: ProvisioningRow[] = [];
  return {
    listeners: {
      onExchange: (exchange, place) => {
        if (exchange.behaviour !== undefined) seen.add(exchange.behaviour);
        if (keepExchanges) {
          kept.push({ exchange, order: place.order });
          ids.push({ id: exchange.id, order: place.order });
        }
        onExchange(exchange, place);
      },
      onRow: (row) => rows.push(row),
    },
    exchanges: () => kept.sort((a, b) => a.order - b.order).map(({ exchange }) => exchange),
    steps,
    endStep: (step) => {
      const exchanges = ids.sort((a, b) => a.order - b.order).map(({ id }) => id);
      steps.push({ step, exchanges, provisioning: rows });
      ids = [];
      rows = [];
    },
    behaviours: () => {
      const known = Object.entries(simulator.behaviours).filter(([id]) => seen.has(id));
      return Object.fromEntries(known);
    },
  };
}
