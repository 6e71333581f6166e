import { type Answer, brief, check, errorOf, strangerTo, test } from '#check';
import { urns } from '#scim';

test(
  'answers with a SCIM error whatever it refuses, and wherever',
  check('error-everywhere', {
    judges: ['7644-3.12-02', '7644-3.12-03', '7644-3.12-10'],
    needs: ['filter'],
    after: ['error-not-found', 'error-bad-request'],
  }),
  async ({ users, http, discovery, population, fresh, judge }) => {
    const has = (name: 'patch' | 'etag') => discovery.capabilities.get(name) === true;
    const ada = await users.create();
    const place = `${users.endpoint}/${encodeURIComponent(ada.id)}`;
    const { id: nobody } = strangerTo(ada.id, fresh);
    const title = [{ op: 'replace', path: 'title', value: 'x' }];
    const raw = (method: string, path: string, text: string) =>
      http.send({ method, path, body: text, headers: { 'Content-Type': 'application/scim+json' } });
    const asked: readonly (readonly [string, boolean, () => Promise<Answer>])[] = [
      ['DELETE of nobody', true, () => users.delete(nobody)],
      ['PUT of nobody', true, () => users.put(nobody, users.body())],
      ['PATCH of nobody', has('patch'), () => users.patch(nobody, title)],
      ['a filter that breaks off', true, () => users.list({ filter: 'userName eq' })],
      ['a search that breaks off', true, () => users.search({ filter: 'userName eq' })],
      ['a search that is no JSON', true, () => raw('POST', `${users.endpoint}/.search`, '{"schemas":')],
      ['a PATCH that is no JSON', has('patch'), () => raw('PATCH', place, '{"schemas":')],
      ['a PUT that is no JSON', true, () => raw('PUT', place, '{"schemas":')],
      ['a PATCH without Operations', has('patch'), () => http.patch(place, { schemas: [urns.patchOp] })],
      ['a stale version', has('etag'), () => http.put(place, users.body(), {}, { 'If-Match': 'W/"scimulate-stale"' })],
      [
        'a PUT of a taken name',
        true,
        () => users.put(ada, users.body({ userName: population.users[0]?.userName ?? '' })),
      ],
    ];
    for (const [what, isAsked, ask] of asked) {
      if (!isAsked) continue;
      const answer = await ask();
      // Whether it is refused is for others to say; what lies outside the resources may speak otherwise (D60).
      if (![400, 404, 409, 412].includes(answer.status) || isMissing(what, answer)) continue;
      const { schemas, status } = errorOf(answer);
      const isError = Array.isArray(schemas) && schemas.includes(urns.error);
      judge.that('7644-3.12-02', isError, {
        expected: `schemas ${urns.error} for ${what}`,
        observed: brief(schemas ?? answer.text.slice(0, 60)),
        answer,
        kind: what,
      });
      judge.that('7644-3.12-03', !isError || status === String(answer.status), {
        expected: `status "${answer.status}" in the body for ${what}`,
        observed: brief(status),
        answer,
        kind: what,
      });
    }
    // A server error is written down for whatever asked for it.
    for (const query of [{ count: '99999999999999' }, { startIndex: '99999999999999', count: '1' }])
      await users.list(query);
  },
);

/** A search is not to be found where there is none. */
function isMissing(what: string, { status }: Answer): boolean {
  return what.includes('search') && status === 404;
}
