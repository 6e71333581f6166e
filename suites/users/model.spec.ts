import fc from 'fast-check';
import { type Answer, brief, check, idsOf, property, test } from '#check';

/** What may be done to one of a few Users. A step that makes no sense where it stands is passed over. */
interface Step {
  readonly do: 'create' | 'put' | 'patch' | 'rename' | 'delete' | 'find';
  readonly who: number;
  readonly text: string;
}

/** A User as it must be. */
interface Model {
  readonly id: string;
  readonly userName: string;
  readonly displayName: string;
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    do: fc.constantFrom<Step['do'][]>('create', 'create', 'put', 'patch', 'rename', 'delete', 'find'),
    who: fc.nat(2),
    text: fc.constantFrom('Amber', 'Basalt', 'Cobalt', 'Ärla', '灰'),
  }),
  { minLength: 2, maxLength: 8 },
);

const rows = {
  create: '7644-3.3-07',
  put: '7644-3.5.1-04',
  patch: '7644-3.5.2.3-02',
  rename: '7643-7-25',
  delete: '7644-3.6-06',
} as const;

test(
  'is after any series of changes what a table in memory would be',
  check('user-model', {
    judges: [
      '7644-3.3-07',
      '7644-3.5.1-04',
      '7644-3.5.2.3-02',
      '7643-7-25',
      '7644-3.6-06',
      '7644-3.6-03',
      '7644-3.4.2.2-10',
      '7643-3.1-08',
    ],
    needs: ['patch', 'filter', 'User.userName', 'User.displayName'],
    after: [
      'user-create',
      'put-replaces',
      'patch-replace',
      'put-rename',
      'user-delete',
      'filter-user-name-eq',
      'user-delete-unlisted',
    ],
  }),
  async ({ users, fresh, judge }) => {
    await property(
      steps,
      async (taken) => {
        const family = fresh.family('model');
        const there = new Map<number, Model>();
        const gone: string[] = [];
        let renames = 0;

        for (const { do: action, who, text } of taken) {
          const known = there.get(who);
          if (action === 'find') {
            await mustBeFound(known, gone);
            continue;
          }
          if ((action === 'create') === (known !== undefined)) continue;
          renames += action === 'rename' ? 1 : 0;
          const userName =
            known === undefined || action === 'rename'
              ? family.userName(`${who}${renames}-${there.size}${gone.length}`)
              : known.userName;
          const displayName = action === 'rename' ? (known?.displayName ?? text) : text;
          const id = known?.id ?? '';
          const body = users.body({ userName, displayName });
          const answer = await send(action, id, body, displayName);
          const isDone = judge.that(rows[action], answer.status < 300, {
            expected: `${action} done`,
            observed: `status ${answer.status}`,
            answer,
          });
          if (!isDone) return;
          if (known !== undefined && (action === 'delete' || action === 'rename')) gone.push(known.userName);
          if (action === 'delete') {
            there.delete(who);
            judge.status('7644-3.6-06', await users.get(id), 404);
            continue;
          }
          const made = { id: known?.id ?? String(answer.json.id), userName, displayName };
          there.set(who, made);
          for (const each of there.values()) if (!(await isAsModelled(each, action))) return;
        }
      },
      { runs: 8 },
    );

    function send(
      action: Exclude<Step['do'], 'find'>,
      id: string,
      body: ReturnType<typeof users.body>,
      displayName: string,
    ): Promise<Answer> {
      if (action === 'create') return users.post(body);
      if (action === 'delete') return users.delete(id);
      if (action === 'patch') return users.patch(id, [{ op: 'replace', path: 'displayName', value: displayName }]);
      return users.put(id, body);
    }

    async function isAsModelled(model: Model, action: Exclude<Step['do'], 'find' | 'delete'>): Promise<boolean> {
      const answer = await users.get(model.id);
      const { id, userName, displayName } = answer.json;
      const isSame = judge.that('7643-3.1-08', id === model.id, {
        expected: `id ${model.id}`,
        observed: brief(id),
        answer,
      });
      return (
        isSame &&
        judge.that(rows[action], userName === model.userName && displayName === model.displayName, {
          expected: brief({ userName: model.userName, displayName: model.displayName }),
          observed: brief({ userName, displayName }),
          answer,
        })
      );
    }

    async function mustBeFound(known: Model | undefined, gone: readonly string[]): Promise<void> {
      if (known !== undefined) {
        const answer = await users.list({ filter: `userName eq "${known.userName}"` });
        judge.that('7644-3.4.2.2-10', brief(idsOf(answer)) === brief([known.id]), {
          expected: `the User ${known.id}`,
          observed: brief(idsOf(answer)),
          answer,
        });
      }
      for (const name of gone.slice(-1)) {
        const answer = await users.list({ filter: `userName eq "${name}"` });
        judge.that('7644-3.6-03', idsOf(answer).length === 0, {
          expected: 'nobody by a name given up',
          observed: brief(idsOf(answer)),
          answer,
        });
      }
    }
  },
);
