import { type DirectoryUser, ScenarioError } from '#idp';
import { entraAttribute } from './mapping.ts';

/** Whether a scoping filter lets a user through; without one everybody passes. [entra-scope-01] */
export function passes(user: DirectoryUser, filter: string | undefined): boolean {
  return clausesOf(filter).every((clause) => holds(clause, user));
}

function holds({ attribute, operator, value }: Clause, user: DirectoryUser): boolean {
  const held = entraAttribute(user, attribute, false);
  switch (operator) {
    case 'EQUALS':
      return held === value;
    case 'NOT EQUALS':
      return held !== value;
    case 'IS NULL':
      return held === undefined;
    case 'IS NOT NULL':
      return held !== undefined;
  }
}

interface Clause {
  readonly attribute: string;
  readonly operator: 'EQUALS' | 'NOT EQUALS' | 'IS NULL' | 'IS NOT NULL';
  readonly value: string;
}

const read = new Map<string, readonly Clause[]>();
const operators = ['NOT EQUALS', 'EQUALS', 'IS NOT NULL', 'IS NULL'] as const;

/** @throws ScenarioError for a clause without a known operator */
export function clausesOf(filter: string | undefined): readonly Clause[] {
  if (filter === undefined) return [];
  const known = read.get(filter);
  if (known !== undefined) return known;
  const clauses = filter.split(/\s+AND\s+/).map((text): Clause => {
    for (const operator of operators) {
      const at = text.indexOf(` ${operator}`);
      if (at < 0) continue;
      return { attribute: text.slice(0, at).trim(), operator, value: text.slice(at + operator.length + 1).trim() };
    }
    throw new ScenarioError(`The scoping clause "${text}" has no operator; there are ${operators.join(', ')}.`);
  });
  read.set(filter, clauses);
  return clauses;
}
