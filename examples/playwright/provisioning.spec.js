import { expect, test } from 'scimulate/playwright';

const ada = { id: 'u1', userName: 'ada@example.com', givenName: 'Ada', familyName: 'Byron', email: 'ada@example.com' };

/** What your application shows; here it asks SCIM. */
async function accounts(request, { scim, token }) {
  const answer = await request.get(`${scim}/Users`, { headers: { authorization: `Bearer ${token}` } });
  const { Resources = [] } = await answer.json();
  return Resources.map(({ userName, active }) => ({ userName, active }));
}

for (const name of ['okta', 'entra', 'google', 'onelogin']) {
  test(`who is hired in ${name} has an account, and who is terminated may not sign in`, async ({
    scim,
    idp,
    request,
  }) => {
    const provider = idp[name]();
    await provider.hire(ada);
    expect(await accounts(request, scim)).toEqual([{ userName: 'ada@example.com', active: true }]);

    await provider.terminate('u1');
    // Google suspends after a day, and deletes later.
    await provider.wait(2 * 86_400_000);
    for (const { active } of await accounts(request, scim)) expect(active).toBe(false);
  });
}

test.describe('with people that are there from the start', () => {
  test.use({ scimOptions: { seed: { users: [{ userName: 'grace@example.com', externalId: 'g' }] } } });

  test('a busy server is asked again', async ({ scim, idp, request }) => {
    scim.faults('POST /Users 429 retry-after=2 times=1');
    await idp.okta().hire(ada);
    expect(await accounts(request, scim)).toHaveLength(2);
    const statuses = scim.journal().map(({ response }) => response.status);
    expect(statuses).toContain(429);
  });
});
