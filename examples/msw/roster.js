const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** What an application has that pushes its people into other products. */
export function roster({ baseUrl, token }) {
  async function ask(method, path, body) {
    const answer = await fetch(baseUrl + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}`);
    return answer.status === 204 ? undefined : answer.json();
  }

  async function find(userName) {
    const { Resources } = await ask(
      'GET',
      `/Users?filter=${encodeURIComponent(`userName eq ${JSON.stringify(userName)}`)}`,
    );
    return Resources?.[0];
  }

  return {
    find,
    /** Creates the account, or takes the one that is there. */
    join: async (userName, name) =>
      (await find(userName)) ?? (await ask('POST', '/Users', { schemas: [userUrn], userName, name })),
    leave: async (userName) => {
      const user = await find(userName);
      if (user === undefined) return;
      const operation = { op: 'replace', path: 'active', value: false };
      await ask('PATCH', `/Users/${user.id}`, { schemas: [patchUrn], Operations: [operation] });
    },
  };
}
