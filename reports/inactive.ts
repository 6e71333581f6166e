import type { Run, SimulationRun } from '#run';
import { counted, type Exchange, jsonOf, NotJson } from '#wire';
import { playedAs } from './simulation.ts';
import { idpName } from './words.ts';

const mostNamed = 10;

/**
 * Who was created inactive and taken so, one sentence a simulation: such an account exists, and its person cannot sign in
 * until the provider switches it on, which some do only when an invitation is answered.
 */
export function inactiveLines(run: Pick<Run, 'simulations' | 'exchanges'>): string[] {
  return run.simulations.flatMap((simulation) => {
    const names = pushedInactive(run, simulation);
    if (names.length === 0) return [];
    const more = names.length > mostNamed ? `, and ${names.length - mostNamed} more` : '';
    const who = `${idpName(simulation.idp)} (${playedAs(simulation)})`;
    const shown = names.slice(0, mostNamed).join(', ');
    return [
      `${who}: ${counted(names.length, 'account')} pushed inactive, who cannot sign in until the provider switches them on: ${shown}${more}.`,
    ];
  });
}

/** The userNames of the creates that carried `active: false`, as boolean or word, and were answered with success. */
export function pushedInactive({ exchanges }: Pick<Run, 'exchanges'>, { steps }: SimulationRun): readonly string[] {
  const own = new Set(steps.flatMap((step) => step.exchanges));
  const names = exchanges.filter(({ id }) => own.has(id)).flatMap((exchange) => nameIn(exchange) ?? []);
  return [...new Set(names)];
}

function nameIn({ request, response }: Exchange): string | undefined {
  if (request.method !== 'POST' || !/\/Users\/?(?:\?|$)/.test(request.url)) return undefined;
  if (response === null || response.status >= 300) return undefined;
  const body = bodyOf(request);
  if (typeof body !== 'object' || body === null || !('active' in body) || !('userName' in body)) return undefined;
  const { active, userName } = body;
  return String(active).toLowerCase() === 'false' && typeof userName === 'string' ? userName : undefined;
}

function bodyOf(request: Exchange['request']): unknown {
  try {
    return jsonOf(request);
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}
