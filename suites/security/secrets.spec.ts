import { type Answer, check, test } from '#check';
import { judgeSecrecy } from './secrecy.ts';

test(
  'shows the password of a User in no kind of answer, however it is asked',
  check('password-every-answer', {
    judges: ['7643-4.1.1-16', '7643-7-31'],
    needs: ['has:User.password', 'User.userName', 'filter'],
    after: ['password-never-shown'],
  }),
  async ({ users, discovery, fresh, judge }) => {
    const password = `Tr1cky!${fresh.word('secret')}`;
    const created = await users.post(users.body({ password }), { attributes: 'password,userName' });
    if (created.status >= 300) return;
    const ada = String(created.json.id);
    const userName = created.json.userName ?? '';
    const filter = `userName eq ${JSON.stringify(userName)}`;
    const urn = users.schema.base.urn;
    const has = (name: 'patch' | 'cursor') => discovery.capabilities.get(name) === true;

    const asked: (() => Promise<Answer>)[] = [
      () => users.get(ada, { excludedAttributes: 'title' }),
      () => users.get(ada, { attributes: `${urn}:password` }),
      () => users.get(ada, { attributes: 'PASSWORD' }),
      () => users.list({ filter, excludedAttributes: 'title' }),
      () => users.list({ filter, attributes: `${urn}:password` }),
      () => users.search({ filter }),
      () => users.search({ filter, excludedAttributes: ['title'] }),
      () => users.put(ada, users.body({ userName, password }), { attributes: 'password' }),
      // A refusal repeats nothing of what it refuses (D38).
      () => users.post(users.body({ userName, password })),
      () => users.post({ ...users.body({ password }), emails: 'none', active: 'perhaps' }),
      () => users.post({ ...users.body({ password }), schemas: [] }),
    ];
    const byCursor = [() => users.list({ filter, cursor: '', count: 1 })];
    const byPatch = [
      () => users.patch(ada, [{ op: 'replace', value: { password } }]),
      () => users.patch(ada, [{ op: 'add', path: 'password', value: password }], { attributes: 'password' }),
      () => users.patch(ada, [{ op: 'replace', path: 'userName', value: fresh.userName() }]),
      () =>
        users.patch(ada, [
          { op: 'replace', path: 'password', value: password },
          { op: 'replace', path: 'scimulateUnknown', value: 1 },
        ]),
    ];
    const all = [...asked, ...(has('cursor') ? byCursor : []), ...(has('patch') ? byPatch : [])];
    judgeSecrecy(judge, password, [created, ...(await inTurn(all))]);
  },
);

async function inTurn(asked: readonly (() => Promise<Answer>)[]): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const ask of asked) answers.push(await ask());
  return answers;
}
