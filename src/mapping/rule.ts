import type { Mapping, MappingRow } from './mapping.ts';
import { sourceText } from './source.ts';

/** The id of a row in findings. */
export type MappingRule = `mapping:${string}`;

/** A row as the requirement that it is. */
export interface MappingRuleText {
  readonly level: 'MUST' | 'SHOULD' | 'MAY';
  readonly section: string;
  readonly link: string;
  readonly text: string;
}

export function ruleOf({ id }: Pick<MappingRow, 'id'>): MappingRule {
  return `mapping:${id}`;
}

/** Every row of a mapping, as reports cite it. */
export function rulesOf(mapping: Mapping): ReadonlyMap<MappingRule, MappingRuleText> {
  const rows = [...(mapping.User?.rows ?? []), ...(mapping.Group?.rows ?? [])];
  return new Map(rows.map((row) => [ruleOf(row), textOf(row, mapping)]));
}

const arrows = { in: '→', out: '←', both: '↔' } as const;

function textOf(row: MappingRow, { name }: Mapping): MappingRuleText {
  const { level = row.required === true ? 'MUST' : 'SHOULD', field, scim, direction, text } = row;
  const pair = `${sourceText(scim)} ${arrows[direction]} ${field}`;
  return { level, section: `mapping ${name}`, link: '', text: text === undefined ? `${pair}.` : `${text} (${pair})` };
}
