import type { Transport } from '#wire';
import type { Scenario } from './scenario.ts';
import { ScenarioError } from './scenario-error.ts';
import { targetUrl } from './target-url.ts';

/** Puts onto the target what the scenario says it had before. Not part of a provider's exchanges. */
export async function prepareTarget(
  scenario: Scenario,
  { transport, baseUrl, token }: { readonly transport: Transport; readonly baseUrl: string; readonly token: string },
): Promise<void> {
  const make = async (path: string, body: unknown): Promise<void> => {
    const headers = [
      ['Content-Type', 'application/scim+json'],
      ['Authorization', `Bearer ${token}`],
    ] as const;
    const request = { method: 'POST', url: targetUrl(baseUrl, path), headers, body: JSON.stringify(body) };
    const answer = await transport(request);
    if (answer.status >= 300 && answer.status !== 409) {
      throw new ScenarioError(`The target could not be prepared: POST ${path} was answered ${answer.status}.`);
    }
  };
  for (const user of scenario.target.users) await make('/Users', user);
  for (const group of scenario.target.groups) await make('/Groups', group);
}
