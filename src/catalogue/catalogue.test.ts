import { expect, test } from '@playwright/test';
import {
  type ChoiceKey,
  type ChoiceValue,
  choices,
  type Dispute,
  disputes,
  type Erratum,
  errata,
  explainNeed,
  explainRequirement,
  isDisputeId,
  isNeedId,
  isRequirementId,
  isRuleId,
  type Level,
  linkOf,
  type Need,
  needs,
  type Requirement,
  type RequirementId,
  type RuleId,
  reasons,
  requirements,
  requirementText,
  verdictOf,
} from '#catalogue';

const rows: readonly (readonly [string, Requirement])[] = Object.entries(requirements);
const register: readonly (readonly [string, Dispute])[] = Object.entries(disputes);
const needRows: readonly (readonly [string, Need])[] = Object.entries(needs);
const erratumRows: readonly (readonly [string, Erratum])[] = Object.entries(errata);

test('holds every normative statement that was counted in the three RFCs', () => {
  const byLevel: Record<Level, number> = { MUST: 0, 'MUST NOT': 0, SHOULD: 0, 'SHOULD NOT': 0, MAY: 0, DEFINES: 0 };
  for (const [, { level }] of rows) byLevel[level] += 1;
  expect(byLevel).toEqual({ MUST: 239, 'MUST NOT': 30, SHOULD: 58, 'SHOULD NOT': 9, MAY: 167, DEFINES: 211 });
});

test('gives every requirement the section that its id says', () => {
  const astray = rows.filter(([id, { section }]) => {
    const parts = /^(7643|7644|9865)-(\d+(?:\.\d+)*)-\d{2}$/.exec(id);
    return parts === null || section !== `rfc${parts[1]}#section-${parts[2]}`;
  });
  expect(astray.map(([id]) => id)).toEqual([]);
});

test('numbers the requirements of a section without a gap', () => {
  const numbers = new Map<string, number[]>();
  for (const [id, { section }] of rows) numbers.set(section, [...(numbers.get(section) ?? []), Number(id.slice(-2))]);
  for (const [section, found] of numbers) expect(found, section).toEqual(found.map((_, index) => index + 1));
});

for (const [what, texts] of [
  ['requirement', rows.map(([id, { text }]) => [id, text] as const)],
  ['need', needRows.map(([id, { text }]) => [id, text] as const)],
  ['question', register.map(([id, { question }]) => [id, question] as const)],
  ['reason', Object.entries(reasons)],
  ['erratum', erratumRows.map(([id, { effect }]) => [id, effect] as const)],
] as const) {
  test(`says each ${what} in one short sentence of our own`, () => {
    const odd = texts.filter(([, text]) => text.length < 20 || text.length > 220 || !/^[A-Z].*[^.][.?]$/s.test(text));
    expect(odd).toEqual([]);
    const printed =
      /\b(MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL)\b|\bshall\b|\[RFC|\bSection \d|e\.g\.|i\.e\./;
    expect(texts.filter(([, text]) => printed.test(text))).toEqual([]);
  });
}

test('says nothing twice', () => {
  const texts = rows.map(([, { text }]) => text.toLowerCase());
  expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
});

test('has one entry for each disputed point from D01 to D83', () => {
  const expected = Array.from({ length: 83 }, (_, index) => `D${String(index + 1).padStart(2, '0')}`);
  expect(register.map(([id]) => id).toSorted()).toEqual(expected);
});

test('names in each dispute exactly the requirements that name the dispute', () => {
  for (const [id, dispute] of register) {
    const naming = rows.filter(([, { disputed }]) => (disputed ?? []).some((other) => other === id));
    expect(dispute.rows.toSorted(), id).toEqual(naming.map(([row]) => row).toSorted());
    expect(dispute.rows.length, id).toBeGreaterThan(0);
  }
});

test('names in each requirement only disputes that the register holds', () => {
  expect(rows.flatMap(([, { disputed }]) => disputed ?? []).filter((id) => !isDisputeId(id))).toEqual([]);
});

test('says of each dispute what passes and what no reading allows', () => {
  for (const [id, { choice, allows }] of register) {
    for (const text of [choice, ...Object.values(allows)]) expect(text, id).toMatch(/^.{6,300}\.$/);
  }
});

test('records every choice under a key that a dispute names', () => {
  const named = new Set<string>(register.flatMap(([, { infoKeys }]) => infoKeys));
  expect(Object.keys(choices).filter((key) => !named.has(key))).toEqual([]);
});

test('gives a choice two values at least, each of them once', () => {
  const lists: readonly (readonly [string, readonly string[] | 'any'])[] = Object.entries(choices);
  const odd = lists.filter(
    ([, values]) => values !== 'any' && (values.length < 2 || new Set(values).size < values.length),
  );
  expect(odd).toEqual([]);
});

test('refuses at compile time an id, a key and a value that it does not hold', () => {
  // @ts-expect-error no such requirement
  const requirement: RequirementId = '7644-3.5.2-99';
  // @ts-expect-error no such choice
  const key: ChoiceKey = 'patch.weather';
  // @ts-expect-error no such value of this choice
  const value: ChoiceValue<'patch.op.case'> = 'sometimes';
  expect([isRequirementId(requirement), Object.hasOwn(choices, key), value]).toEqual([false, false, 'sometimes']);
});

test('rests every need on behaviours of its own identity provider', () => {
  for (const [id, { idp, restsOn }] of needRows) {
    expect(id).toMatch(new RegExp(`^${idp}-need-\\d{2}$`));
    expect(restsOn.length, id).toBeGreaterThan(0);
    for (const behaviour of restsOn) expect(behaviour, id).toMatch(new RegExp(`^${idp}-(?!need-)[a-z0-9]+-\\d{2}$`));
  }
});

test('holds all needs of the four identity providers', () => {
  const count = (idp: Need['idp']) => needRows.filter(([, need]) => need.idp === idp).length;
  expect({ entra: count('entra'), okta: count('okta'), google: count('google'), onelogin: count('onelogin') }).toEqual({
    entra: 47,
    okta: 48,
    google: 13,
    onelogin: 21,
  });
});

for (const [level, verdict] of [
  ['MUST', 'violation'],
  ['MUST NOT', 'violation'],
  ['DEFINES', 'violation'],
  ['SHOULD', 'warning'],
  ['SHOULD NOT', 'warning'],
  ['MAY', 'info'],
] as const) {
  test(`counts a broken ${level} as ${verdict}`, () => expect(verdictOf(level)).toBe(verdict));
}

test('links a requirement to its section at the RFC Editor', () => {
  expect(linkOf('7644-3.5.2-09')).toBe('https://www.rfc-editor.org/rfc/rfc7644.html#section-3.5.2');
  expect(linkOf('9865-2.1-02')).toBe('https://www.rfc-editor.org/rfc/rfc9865.html#section-2.1');
});

test('cites requirements and needs in the same form', () => {
  const cited: readonly RuleId[] = ['7644-3.5.2-09', 'entra-need-16'];
  expect(cited.map(requirementText)).toEqual([
    {
      level: 'MUST',
      section: 'rfc7644#section-3.5.2',
      link: 'https://www.rfc-editor.org/rfc/rfc7644.html#section-3.5.2',
      text: 'A remove operation always names a path.',
    },
    {
      level: 'MUST',
      section: 'idp/entra',
      link: '',
      text: 'For Microsoft Entra ID (entra-patch-03): The op of a PATCH works in any letter case.',
    },
  ]);
});

for (const [id, requirement, need, dispute] of [
  ['7644-3.5.2-09', true, false, false],
  ['okta-need-01', false, true, false],
  ['D02', false, false, true],
  ['toString', false, false, false],
  ['__proto__', false, false, false],
  ['', false, false, false],
] as const) {
  test(`tells what kind of id "${id}" is`, () => {
    expect([isRequirementId(id), isNeedId(id), isDisputeId(id)]).toEqual([requirement, need, dispute]);
    expect(isRuleId(id)).toBe(requirement || need);
  });
}

test('explains why a requirement has no check', () => {
  expect(explainRequirement('7643-9.2-01').unjudged).toBe('How a password is stored shows in no answer.');
  expect(explainRequirement('7644-3.12-03').unjudged).toBeUndefined();
});

test('gives reasons to requirements that bind a server only', () => {
  const astray = Object.keys(reasons).filter(
    (id) => !isRequirementId(id) || !['server', 'both'].includes(requirements[id].binds),
  );
  expect(astray).toEqual([]);
});

test('explains a requirement with its disputes, its errata and the verdict', () => {
  const explained = explainRequirement('7644-3.12-03');
  expect(explained).toMatchObject({
    id: '7644-3.12-03',
    level: 'MUST',
    binds: 'server',
    verdict: 'violation',
    link: 'https://www.rfc-editor.org/rfc/rfc7644.html#section-3.12',
  });
  expect(explained.disputes.map(({ id }) => id)).toEqual(['D60']);
  expect(explained.errata.map(({ id, link }) => [id, link])).toEqual([
    ['6893', 'https://www.rfc-editor.org/errata/eid6893'],
  ]);
});

test('explains every requirement and every need, leaving no dispute out', () => {
  for (const [id, { disputed }] of rows) {
    if (!isRequirementId(id)) throw new Error(`${id} is not an id of the catalogue`);
    expect(explainRequirement(id).disputes.map((dispute) => dispute.id)).toEqual(disputed ?? []);
  }
  for (const [id, { narrows }] of needRows) {
    if (!isNeedId(id)) throw new Error(`${id} is not a need of the catalogue`);
    expect(explainNeed(id).disputes.map((dispute) => dispute.id)).toEqual(narrows ?? []);
  }
});

test('leads from every erratum to a section and back from each of its requirements', () => {
  for (const [number, { section, rows: touched }] of erratumRows) {
    expect(section).toMatch(/^rfc764[34]#section-\d+(\.\d+)*$/);
    for (const id of touched) expect(explainRequirement(id).errata.map((erratum) => erratum.id)).toContain(number);
  }
});
