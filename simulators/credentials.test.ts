import { expect, test } from '@playwright/test';
import { fetchTransport } from '#client';
import { readScenario, type Simulator, simulate } from '#idp';
import { scimServer } from '#server';
import type { RequestMessage, Transport } from '#wire';
import { entra, google, okta } from './index.ts';

const access = 'access-token-0123456789abcdef';
const tokenUrl = 'https://sp.test/oauth/token';
const ada = { id: 'u1', userName: 'ada@example.com', givenName: 'Ada', familyName: 'Byron', email: 'ada@example.com' };

/** A target whose token endpoint answers `status`, and whose SCIM takes only the access token. */
function target(status = 200): { readonly transport: Transport; readonly asked: RequestMessage[] } {
  const server = scimServer({ tokens: [access], passwordIterations: 1 });
  const scim = fetchTransport((request) => server.fetch(request));
  const asked: RequestMessage[] = [];
  const transport: Transport = async (request) => {
    if (request.url !== tokenUrl) return scim(request);
    asked.push(request);
    const body =
      status === 200 ? { access_token: access, token_type: 'Bearer', expires_in: 3600 } : { error: 'invalid_client' };
    return { status, headers: [['content-type', 'application/json']], body: JSON.stringify(body) };
  };
  return { transport, asked };
}

function played(simulator: Simulator, transport: Transport, options: Readonly<Record<string, unknown>>, token: string) {
  const steps = [
    { do: 'sync' },
    { do: 'wait', for: '2h' },
    { do: 'updated', user: 'u1', set: { familyName: 'King' } },
    { do: 'sync' },
  ];
  const secrets: string[] = [];
  const run = simulate({
    simulator,
    scenario: readScenario({ directory: { users: [ada], groups: [] }, steps }),
    transport,
    baseUrl: 'https://sp.test/scim/v2',
    token,
    options: { tokenUrl, clientId: 'client-1', ...options },
    onSecret: (secret) => secrets.push(secret),
  });
  return run.then((done) => ({ ...done, secrets }));
}

test('Entra ID has access tokens for a secret in a Basic header, and renews them before they end [entra-auth-03]', async () => {
  const { transport, asked } = target();
  const { simulation, exchanges, secrets } = await played(
    entra,
    transport,
    { auth: 'client-credentials' },
    'client-secret-1',
  );

  expect(simulation).toMatchObject({ converged: true, silent: true });
  expect(asked.map(({ method, headers, body }) => ({ method, headers, body }))).toEqual(
    Array(2).fill({
      method: 'POST',
      headers: [
        ['Content-Type', 'application/x-www-form-urlencoded'],
        ['Authorization', `Basic ${btoa('client-1:client-secret-1')}`],
      ],
      body: 'grant_type=client_credentials',
    }),
  );
  expect(exchanges[0]).toMatchObject({ id: 'x1', behaviour: 'entra-auth-03' });
  expect(exchanges[1]?.request.headers).toContainEqual(['Authorization', `Bearer ${access}`]);
  expect(Object.keys(simulation.behaviours)).toContain('entra-auth-03');
  expect(new Set(secrets)).toEqual(new Set([access]));
});

test('Entra ID has access tokens for an assertion of its own [entra-auth-04]', async () => {
  const { transport, asked } = target();
  const options = { auth: 'federated', tokenScope: 'scim', tenantId: '11111111-1111-4111-8111-111111111111' };
  const { simulation } = await played(entra, transport, options, '');

  expect(simulation.converged).toBe(true);
  const form = new URLSearchParams(asked[0]?.body);
  expect([...form.keys()]).toEqual(['grant_type', 'client_id', 'client_assertion_type', 'client_assertion', 'scope']);
  expect(form.get('grant_type')).toBe('client_credentials');
  expect(form.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
  const claims: unknown = JSON.parse(atob(form.get('client_assertion')?.split('.')[1] ?? ''));
  expect(claims).toMatchObject({ iss: 'https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/v2.0' });
});

test('Entra ID puts the job into quarantine when no token is given', async () => {
  const { transport } = target(401);
  const { simulation, connected } = await played(entra, transport, { auth: 'client-credentials' }, 'wrong-secret');

  expect(connected).toBe(false);
  expect(simulation.converged).toBe(false);
  const rows = simulation.steps.flatMap(({ provisioning }) => provisioning);
  expect(rows).toContainEqual(
    expect.objectContaining({ status: 'Quarantined', reason: expect.stringContaining('CredentialValidationFailure') }),
  );
});

for (const [simulator, auth, behaviour] of [
  [okta, 'oauth2', 'okta-auth-03'],
  [google, 'oauth-refresh', 'google-auth-01'],
] as const) {
  test(`${simulator.name} has access tokens for the refresh token of a consent [${behaviour}]`, async () => {
    const { transport, asked } = target();
    const { simulation, exchanges } = await played(simulator, transport, { auth }, 'client-secret refresh-1');

    expect(simulation.converged).toBe(true);
    expect(asked[0]).toMatchObject({
      headers: [expect.anything(), ['Authorization', `Basic ${btoa('client-1:client-secret')}`]],
      body: 'grant_type=refresh_token&refresh_token=refresh-1',
    });
    expect(exchanges[0]?.behaviour).toBe(behaviour);
  });
}

test('says what is missing for a token endpoint', async () => {
  await expect(played(entra, target().transport, { auth: 'federated', tokenUrl: 'here' }, '')).rejects.toThrow(
    /tokenUrl/,
  );
  await expect(played(okta, target().transport, { auth: 'oauth2', tokenUrl: 'here' }, 'r')).rejects.toThrow(/tokenUrl/);
});
