import { ask, get, type Plan } from '#idp';
import type { GoogleContext } from './memory.ts';
import { reactions } from './reactions.ts';

/** Finishing the wizard. No connection test is documented; one request is a guess of others. [google-connect-01, -02] */
export function* connect({ options }: GoogleContext): Plan {
  if (options.probe === 'users-count-1') {
    yield* ask(get('/Users?count=1', 'google-connect-02'), 'list', reactions.probe);
  }
  return { action: 'connect', status: 'Success' };
}
