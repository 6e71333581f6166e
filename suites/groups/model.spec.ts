import fc from 'fast-check';
import { brief, check, memberIdsOf, property, resourcesFrom, test } from '#check';
import { counted } from '#wire';

/** What may be done to the members of a Group; numbers stand for Users. */
type Step =
  | { readonly do: 'add' | 'remove' | 'replace' | 'put'; readonly who: readonly number[] }
  | { readonly do: 'clear' };

const people = 4;
const who = fc.uniqueArray(fc.nat(people - 1), { minLength: 1, maxLength: people });
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constantFrom('add' as const, 'remove' as const, 'replace' as const, 'put' as const), who }),
    fc.constant({ do: 'clear' as const }),
  ),
  { minLength: 1, maxLength: 6 },
);

test(
  'has after any series of changes the members that a set would have',
  check('group-model', {
    judges: ['7644-3.5.2.1-06', '7644-3.5.2.2-04', '7644-3.5.2.3-03', '7644-3.5.1-04', '7644-3.5.2.2-03'],
    needs: ['optional:Group.members', 'groups', 'patch', 'Group.members'],
    after: [
      'group-add-member',
      'group-remove-member',
      'group-remove-stranger',
      'group-remove-all',
      'group-replace-members',
      'group-put-members',
    ],
  }),
  async ({ groups, users, judge }) => {
    const made = await users.createAll(Array.from({ length: people }, () => ({})));
    const idOf = (person: number) => made[person]?.id ?? '';
    const rows = {
      add: '7644-3.5.2.1-06',
      remove: '7644-3.5.2.2-04',
      replace: '7644-3.5.2.3-03',
      put: '7644-3.5.1-04',
      clear: '7644-3.5.2.2-03',
    } as const;

    await property(
      steps,
      async (taken) => {
        const group = await groups.create();
        let model = new Set<string>();
        for (const step of taken) {
          const ids = step.do === 'clear' ? [] : step.who.map(idOf);
          const members = ids.map((value) => ({ value }));
          // Removing nobody is judged elsewhere, and so is adding twice (D03, D56).
          const present = ids.filter((id) => model.has(id));
          if (step.do === 'clear' && model.size === 0) continue;
          if (step.do === 'remove' && present.length === 0) continue;
          const added = ids.filter((id) => !model.has(id)).map((value) => ({ value }));
          if (step.do === 'add' && added.length === 0) continue;
          const answer =
            step.do === 'put'
              ? await groups.put(group, { ...group, members })
              : await groups.patch(group, operationsOf(step.do, step.do === 'add' ? added : members, present));
          if (answer.status >= 300) {
            judge.that(rows[step.do], false, {
              expected: `${step.do} done`,
              observed: `status ${answer.status}`,
              answer,
            });
            return;
          }
          model = after(step.do, model, ids);
          const got = memberIdsOf(await groups.read(group));
          const isRight = judge.that(rows[step.do], brief(got) === brief([...model].sort()), {
            expected: `${counted(model.size, 'member')} after ${step.do}`,
            observed: `${got.length}`,
            answer,
          });
          if (!isRight) return;
        }
      },
      { runs: 8 },
    );
  },
);

function operationsOf(
  action: Exclude<Step['do'], 'put'>,
  members: readonly { value: string }[],
  present: readonly string[],
) {
  if (action === 'clear') return [{ op: 'remove', path: 'members' }];
  if (action === 'remove') return present.map((id) => ({ op: 'remove', path: `members[value eq "${id}"]` }));
  return [{ op: action, path: 'members', value: members }];
}

function after(action: Step['do'], model: ReadonlySet<string>, ids: readonly string[]): Set<string> {
  if (action === 'add') return new Set([...model, ...ids]);
  if (action === 'remove') return new Set([...model].filter((id) => !ids.includes(id)));
  return new Set(ids);
}

test(
  'gives back the Group that it was given',
  check('group-round-trip', { judges: ['7644-3.1-07', '7644-3.3-07'], needs: ['groups'], after: ['group-create'] }),
  async ({ groups, fresh, judge }) => {
    await property(
      resourcesFrom(groups.schema),
      async (members) => {
        // Where names need not be unique one was drawn; ours stands before it, so that clean-up knows the Group.
        const { displayName } = members;
        const name = typeof displayName === 'string' ? { displayName: `${fresh.word()} ${displayName}` } : {};
        const created = await groups.post(groups.body({ ...members, ...name }));
        if (created.status === 400) {
          judge.warn('7644-3.3-07', false, {
            expected: 'status 201 for a body that fits the published schema',
            observed: `status 400 for ${brief(members)}`,
            answer: created,
            kind: 'status 400',
          });
          return;
        }
        if (!judge.status('7644-3.3-07', created, 201)) return;
        const read = await groups.get(String(created.json.id));
        judge.same('7644-3.1-07', read.json, created.json, { what: 'what the create showed', answer: [created, read] });
      },
      { runs: 8 },
    );
  },
);
