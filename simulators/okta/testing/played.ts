import { readScenario, type Simulated, simulate } from '#idp';
import { okta } from '../index.ts';
import { base, type Target, tiny } from './tiny-target.ts';

export const token = 'okta-test-token-0123456789abcdef';

export const ada = {
  id: '00u1abcdEFGHijklM0h7',
  userName: 'ada@example.com',
  givenName: 'Ada',
  familyName: 'Lovelace',
  email: 'ada@example.com',
};
export const grace = {
  id: 'u2',
  userName: 'grace@example.com',
  givenName: 'Grace',
  familyName: 'Hopper',
  email: 'grace@example.com',
};
export const alan = {
  id: 'u3',
  userName: 'alan@example.com',
  givenName: 'Alan',
  familyName: 'Turing',
  email: 'alan@example.com',
};
export const engineering = { id: 'g1', displayName: 'Engineering', members: [ada.id] };

export interface Play {
  readonly users?: readonly object[];
  readonly groups?: readonly object[];
  readonly scope?: object;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly faults?: readonly string[];
  readonly target?: Target;
}

/** Plays steps against a tiny target, with the placeholder password of the document. */
export function played(steps: readonly object[], play: Play = {}): Promise<Simulated> {
  return simulate({
    simulator: okta,
    scenario: readScenario({
      directory: { users: play.users ?? [ada], groups: play.groups ?? [] },
      ...(play.scope === undefined ? {} : { scope: play.scope }),
      steps,
    }),
    transport: (play.target ?? tiny()).transport,
    baseUrl: base,
    token,
    options: { createPassword: 'fixed', saves: 0, ...play.options },
    faults: play.faults ?? [],
  });
}

/** The requests of the last step of this title, or of the last that sent any. */
export function transcript({ exchanges, simulation }: Simulated, title?: string): readonly string[] {
  const steps = simulation.steps.filter(({ exchanges: sent, step }) =>
    title === undefined ? sent.length > 0 : step === title,
  );
  const sent = new Set(steps.at(-1)?.exchanges);
  return exchanges
    .filter(({ id }) => sent.has(id))
    .map(({ request: { method, url, body } }) =>
      [method, url.replace(base, ''), body].filter((part) => part !== undefined).join(' '),
    );
}

/** Method and path only. */
export function outline(result: Simulated, title?: string): readonly string[] {
  return transcript(result, title).map((line) => line.split(' ', 2).join(' ').replace(/\?.*/, '?'));
}

export function log({ simulation }: Simulated, title: string): readonly string[] {
  const rows = simulation.steps.filter(({ step }) => step === title).at(-1)?.provisioning ?? [];
  return rows.map(({ action, subject, status, reason }) => `${action} ${subject}: ${status} (${reason})`);
}
