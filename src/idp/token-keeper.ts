import { queryEncodings, queryFrom, type Transport } from '#wire';
import type { Clock } from './clock.ts';
import { type AccessToken, accessTokenIn, type TokenRequest } from './credential.ts';
import { PlanFailure } from './reaction.ts';
import type { SendRecorded } from './sender.ts';

/** Has the token that requests carry: the one that was typed, or access tokens from an endpoint, renewed before they end. */
export interface TokenKeeper {
  /** Where the credential is the token itself. */
  readonly typed: string | undefined;
  /** @throws PlanFailure when the endpoint gives none */
  now(): Promise<string>;
}

export interface TokenKeeperSetup {
  readonly typed: string;
  readonly request: TokenRequest | undefined;
  readonly record: SendRecorded;
  readonly transport: Transport;
  readonly clock: Clock;
  /** Told of each access token, so that it can be masked. */
  readonly onSecret?: ((secret: string) => void) | undefined;
}

export function tokenKeeper({ typed, request, record, transport, clock, onSecret }: TokenKeeperSetup): TokenKeeper {
  if (request === undefined) return { typed, now: async () => typed };
  let access: Promise<AccessToken> | undefined;

  const fetched = async ({ url, headers, form, behaviour, refused }: TokenRequest): Promise<AccessToken> => {
    const type = ['Content-Type', 'application/x-www-form-urlencoded'] as const;
    const body = queryFrom(form, queryEncodings.form);
    const exchange = await record({ method: 'POST', url, headers: [type, ...headers], body }, transport, behaviour);
    const { response } = exchange;
    const token = response?.status === 200 ? accessTokenIn(response.body, clock.now()) : undefined;
    if (token === undefined) {
      const said = response === null ? (exchange.failure?.message ?? 'no answer') : `status ${response.status}`;
      throw new PlanFailure(refused.next, refused.code, `the token endpoint gave no access token: ${said}`, exchange);
    }
    onSecret?.(token.token);
    return token;
  };

  return {
    typed: undefined,
    // Those that ask at the same time share one answer.
    now: async () => {
      const held = await access?.catch(() => undefined);
      if (held === undefined || held.goodUntil <= clock.now()) access = fetched(request);
      return (await access)?.token ?? '';
    },
  };
}
