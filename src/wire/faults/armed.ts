import type { RequestMessage } from '../exchange.ts';
import { targetOf } from '../url-from.ts';
import type { Fault, FaultEffect } from './fault.ts';
import { seededRandom } from './seeded-random.ts';

/** Tells which effect a request meets, and counts; undefined for none. The first fault that is due takes it. */
export function armedFaults(
  faults: readonly Fault[],
  random: () => number,
): (request: Pick<RequestMessage, 'method' | 'url'>) => FaultEffect | undefined {
  const armed = faults.map((fault) => arm(fault, random));
  return (request) => armed.find((fault) => fault.isDue(request))?.effect;
}

interface ArmedFault {
  readonly effect: FaultEffect;
  readonly isDue: (request: Pick<RequestMessage, 'method' | 'url'>) => boolean;
}

function arm(fault: Fault, random: () => number): ArmedFault {
  const chance = fault.seed === undefined ? random : seededRandom(fault.seed);
  const path = pathPattern(fault.path);
  let passed = 0;
  let happened = 0;
  return {
    effect: fault.effect,
    isDue(request) {
      if (fault.method !== '*' && fault.method !== request.method.toUpperCase()) return false;
      if (!path.test(pathOf(request.url)) || happened >= fault.times) return false;
      passed += 1;
      if (passed <= fault.after || chance() >= fault.probability) return false;
      happened += 1;
      return true;
    },
  };
}

function pathOf(url: string): string {
  return (targetOf(url)?.target ?? url).split('?', 1).join('');
}

function pathPattern(glob: string): RegExp {
  const source = glob
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  // A bare `*` means every path, not only those of one segment.
  return glob === '*' ? /^/ : new RegExp(`${source}$`, 'i');
}
