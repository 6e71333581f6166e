import { brief, check, test } from '#check';
import { isObject, urns } from '#scim';

const scripts = 'Ågot 山田 עדה 👩🏽‍💻 𝔸';
const signs = `<b>&amp; "O'Neil" \\ 007;--`;
const long = 'Ada '.repeat(60).trim();

test(
  'keeps text whichever way it comes',
  check('text-every-way', {
    judges: ['7643-2.3.1-01', '7643-2.3-02'],
    needs: ['User.displayName', 'User.userName'],
    after: ['text-any-script', 'text-long', 'put-replaces'],
  }),
  async ({ users, discovery, judge }) => {
    const canPatch = discovery.capabilities.get('patch') === true;
    const department = `${urns.enterpriseUser}:department`;
    for (const text of [scripts, signs, long, '007', 'true', '  two  blanks']) {
      const ada = await users.create();
      const ways = [
        ['PUT', () => users.put(ada, users.body({ userName: ada.userName ?? '', displayName: text }))],
        ['PATCH', () => users.patch(ada, [{ op: 'replace', path: 'displayName', value: text }])],
        ['PATCH without a path', () => users.patch(ada, [{ op: 'replace', value: { displayName: text } }])],
      ] as const;
      for (const [way, send] of ways) {
        if (way !== 'PUT' && !canPatch) continue;
        const answer = await send();
        if (answer.status >= 300) continue;
        const { displayName } = await users.read(ada);
        mustBeKept(text, displayName, way);
        await users.put(ada, users.body({ userName: ada.userName ?? '', displayName: 'between' }));
      }
      const made = await users.post(users.fitting({ [department]: text }));
      if (made.status !== 201) continue;
      const more = (await users.read({ id: String(made.json.id) }))[urns.enterpriseUser];
      if (isObject(more) && more.department !== undefined) mustBeKept(text, more.department, 'POST, in an extension');
    }

    function mustBeKept(text: string, kept: unknown, way: string): void {
      const seen = {
        expected: `${brief(text)} after ${way}`,
        observed: brief(kept),
        kind: `${way} ${text.slice(0, 8)}`,
      };
      judge.that('7643-2.3-02', typeof kept === 'string', seen);
      // Blanks at the ends, and values past what the store holds, are a caution.
      const isSame = typeof kept === 'string' && kept.normalize('NFC') === text.normalize('NFC');
      judge[text === long || text.startsWith(' ') ? 'warn' : 'that']('7643-2.3.1-01', isSame, seen);
    }
  },
);
