import { listen, scimServer } from 'scimulate/server';

/**
 * A wiki with SCIM in front of it. It keeps a person as `{ key, person: { login, mail, ssoId, state } }`, and shows it to
 * whoever has its key.
 * @param hasBug the wiki keeps the letter case of a login, where its documentation promises small letters
 */
export async function startWiki({ token, apiKey, hasBug = false }) {
  const server = scimServer({ tokens: [token] });

  async function person(id) {
    const answer = await server.fetch(
      new Request(`http://wiki${server.basePath}/Users/${id}`, { headers: { authorization: `Bearer ${token}` } }),
    );
    if (answer.status !== 200) return undefined;
    const { userName, emails = [], externalId, active } = await answer.json();
    const chosen = emails.find(({ primary }) => primary === true) ?? emails[0];
    return {
      login: hasBug ? userName : userName.toLowerCase(),
      mail: chosen?.value,
      ssoId: externalId,
      state: active === false ? 'locked' : 'open',
    };
  }

  const listener = await listen(server, {
    elsewhere: async (request) => {
      if (request.headers.get('x-api-key') !== apiKey) return new Response(null, { status: 401 });
      const id = new URL(request.url).pathname.split('/').at(-1);
      const found = await person(id);
      return found === undefined ? new Response(null, { status: 404 }) : Response.json({ key: id, person: found });
    },
  });
  return { scim: listener.origin + server.basePath, close: listener.close };
}
