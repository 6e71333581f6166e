import { type Directory, type DirectoryUser, ScenarioError } from '#idp';
import { entraAttribute } from './mapping.ts';
import type { EntraContext } from './memory.ts';
import type { EntraOptions } from './options.ts';

/** Where a user stands. Four things make IsSoftDeleted true, and each leads to the same PATCH. [entra-active-01] */
export interface Standing {
  readonly isInScope: boolean;
  readonly isDeleted: boolean;
  readonly isSoftDeleted: boolean;
}

export function standingOf({ directory, options }: EntraContext, user: DirectoryUser): Standing {
  const isDeleted = user.deletedAt !== undefined;
  const isInScope = isUserInScope(directory, options, user);
  // Leaving the scope may be told to send nothing; being disabled or deleted still does. [entra-off-06]
  const isOut = !isInScope && !options.skipOutOfScopeDeletions;
  return { isInScope, isDeleted, isSoftDeleted: isOut || isDeleted || !user.enabled };
}

/** Assigned, or everybody; then the scoping filter. */
export function isUserInScope(directory: Directory, options: EntraOptions, user: DirectoryUser): boolean {
  if (options.scope === 'assigned' && !directory.isAssigned(user.id)) return false;
  return passes(user, options.scopingFilter);
}

export function isGroupInScope({ directory, options }: EntraContext, id: string): boolean {
  if (!options.groups || directory.group(id) === undefined) return false;
  return options.scope === 'all' || directory.isGroupPushed(id) || directory.isGroupAssigned(id);
}

function passes(user: DirectoryUser, filter: string | undefined): boolean {
  return filter === undefined || clausesOf(filter).every((clause) => holds(clause, user));
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

function clausesOf(filter: string): readonly Clause[] {
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
