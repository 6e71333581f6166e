import { brief, check, isUnassigned, says, test } from '#check';
import { isList, isObject } from '#scim';

test(
  'keeps line breaks in an address',
  check('user-address-lines', {
    judges: ['7643-4.1.2-17', '7643-4.1.2-16', '7643-4.1.2-18'],
    needs: [
      'User.addresses.formatted',
      'User.addresses.locality',
      'User.addresses.streetAddress',
      'free:User.addresses',
    ],
    after: ['user-create'],
  }),
  async ({ users, judge }) => {
    const lines = '100 North Street\nLund';
    const answer = await users.post(
      users.body({ addresses: [{ formatted: lines, streetAddress: lines, type: 'work' }] }),
    );
    const single = await users.post(users.body({ addresses: [{ locality: 'Lund' }] }));

    // A server may restrict the values that it takes, if it says so with 400 (D72).
    for (const [requirement, made] of [
      ['7643-4.1.2-16', single],
      ['7643-4.1.2-17', answer],
    ] as const) {
      judge[made.status === 400 ? 'warn' : 'that'](requirement, made.status === 201, {
        expected: 'status 201',
        observed: `status ${made.status}`,
        answer: made,
      });
    }
    if (answer.status !== 201) return;
    const read = await users.get(String(answer.json.id));
    const [address] = isList(read.json.addresses) ? read.json.addresses.filter(isObject) : [];
    for (const [requirement, kept] of [
      ['7643-4.1.2-17', address?.formatted],
      ['7643-4.1.2-18', address?.streetAddress],
    ] as const) {
      judge.that(requirement, kept === undefined || says(lines, String(kept).replaceAll('\r\n', '\n')), {
        expected: brief(lines),
        observed: brief(kept),
        answer: read,
      });
    }
  },
);

test(
  'keeps the country of an address as the two letters that it was sent as',
  check('user-country', {
    judges: ['7643-4.1.2-19'],
    needs: ['User.addresses.country', 'User.addresses.locality', 'free:User.addresses'],
    after: ['user-create'],
  }),
  async ({ users, judge }) => {
    const answer = await users.post(users.body({ addresses: [{ country: 'SE', locality: 'Lund', type: 'work' }] }));

    if (answer.status !== 201) {
      // A valid value that is refused is worth a warning (D72).
      judge.warn('7643-4.1.2-19', false, { expected: 'status 201', observed: `status ${answer.status}`, answer });
      return;
    }
    const read = await users.get(String(answer.json.id));
    const [address] = isList(read.json.addresses) ? read.json.addresses.filter(isObject) : [];
    if (isUnassigned(address?.country)) return;
    judge.that('7643-4.1.2-19', /^[A-Z]{2}$/.test(String(address?.country)), {
      expected: 'a code of two capital letters',
      observed: brief(address?.country),
      answer: read,
    });
  },
);
