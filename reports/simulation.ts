import type { Run, SimulationRun } from '#run';
import { idpName } from './words.ts';

/** The scenario, and its mode where it was played in several. */
export function playedAs({ scenario, mode }: Pick<SimulationRun, 'scenario' | 'mode'>): string {
  return mode === undefined ? scenario : `${scenario}, ${mode}`;
}

/** What an identity provider and the target do not agree on, and which provider that is where several were played. */
export function differenceLines({ simulations }: Pick<Run, 'simulations'>): string[] {
  return simulations.flatMap((simulation) => {
    const who = simulations.length > 1 ? `${idpName(simulation.idp)} (${playedAs(simulation)}): ` : '';
    return simulation.differences.map((difference) => `${who}${difference}`);
  });
}

/**
 * What came and went although no directory asked for it, one sentence each. Where one mode of a scenario flaps, those that
 * do not are told too: the difference is the finding.
 */
export function flappingLines({ simulations }: Pick<Run, 'simulations'>): string[] {
  if (!simulations.some(flaps)) return [];
  const flapping = new Set(simulations.filter(flaps).map(({ scenario }) => scenario));
  return simulations
    .filter(({ scenario }) => flapping.has(scenario))
    .flatMap((simulation) => {
      const who = `${idpName(simulation.idp)} (${playedAs(simulation)})`;
      if (!flaps(simulation)) return [`${who}: no flapping.`];
      return (simulation.flapping ?? []).map(
        ({ subject, what, cause, because }) => `${who}: ${what} of ${subject} come and go: ${cause}. ${because}`,
      );
    });
}

export function flaps({ flapping = [] }: Pick<SimulationRun, 'flapping'>): boolean {
  return flapping.length > 0;
}
