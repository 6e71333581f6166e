import { brief, check, elementsOf, test } from '#check';
import { isObject, type JsonObject, urns } from '#scim';

test(
  'projects to parts of values and of extensions, and leaves such parts out',
  check('projection-parts', {
    judges: ['7644-3.4.2.5-04', '7644-3.9-07', '7644-3.10-01', '7644-3.10-05'],
    needs: ['User.userName'],
    after: ['projection-attributes', 'projection-excluded', 'projection-sub-attribute', 'projection-names'],
  }),
  async ({ mail, users, judge }) => {
    const made = await users.post(
      users.fitting({
        displayName: 'Ada Quill',
        title: 'Engineer',
        'name.givenName': 'Ada',
        'name.familyName': 'Quill',
        emails: [{ value: mail('ada'), type: 'work' }],
        [`${urns.enterpriseUser}:department`]: 'Mills',
        [`${urns.enterpriseUser}:costCenter`]: '4130',
      }),
    );
    if (made.status !== 201) return;
    const ada = await users.read({ id: String(made.json.id) });
    const urn = users.schema.base.urn;
    const free = (name: string) => users.schema.base.attributes.get(name.toLowerCase())?.returned !== 'always';
    const partOf = (user: JsonObject, name: string, part: string) => {
      const value = user[name];
      return isObject(value) ? value[part] : elementsOf(user, name)[0]?.[part];
    };

    // Each row: what is asked, and which part of which attribute is to stay and which to go.
    for (const [rule, query, name, stays, goes] of [
      ['7644-3.4.2.5-04', { attributes: 'emails.value' }, 'emails', 'value', 'type'],
      ['7644-3.4.2.5-04', { attributes: 'emails.type' }, 'emails', 'type', 'value'],
      [
        '7644-3.4.2.5-04',
        { attributes: `${urns.enterpriseUser}:department` },
        urns.enterpriseUser,
        'department',
        'costCenter',
      ],
      ['7644-3.9-07', { excludedAttributes: 'name.givenName' }, 'name', 'familyName', 'givenName'],
      ['7644-3.9-07', { excludedAttributes: 'emails.type' }, 'emails', 'value', 'type'],
      [
        '7644-3.9-07',
        { excludedAttributes: `${urns.enterpriseUser}:department` },
        urns.enterpriseUser,
        'costCenter',
        'department',
      ],
    ] as const) {
      if (!free(name) || partOf(ada, name, stays) === undefined || partOf(ada, name, goes) === undefined) continue;
      const answer = await users.get(ada, query);
      if (answer.status !== 200) continue;
      judge.that(rule, brief(partOf(answer.json, name, stays)) === brief(partOf(ada, name, stays)), {
        expected: `${name} with its ${stays} for ${brief(query)}`,
        observed: brief(answer.json[name]),
        answer,
        kind: `${name} ${stays}`,
      });
      judge.that(rule, partOf(answer.json, name, goes) === undefined, {
        expected: `${name} without its ${goes} for ${brief(query)}`,
        observed: brief(answer.json[name]),
        answer,
        kind: `${name} ${goes}`,
      });
    }
    for (const [rule, excludedAttributes] of [
      ['7644-3.10-05', 'DisplayName'],
      ['7644-3.10-05', 'DISPLAYNAME'],
      ['7644-3.10-01', `${urn}:displayName`],
    ] as const) {
      if (!free('displayName') || ada.displayName === undefined) continue;
      const answer = await users.get(ada, { excludedAttributes });
      judge.that(rule, answer.status !== 200 || answer.json.displayName === undefined, {
        expected: `no displayName for excludedAttributes=${excludedAttributes}`,
        observed: brief(answer.json.displayName),
        answer,
      });
    }
  },
);
