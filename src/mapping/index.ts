export { type Filling, filledHeader, filledUrl, filledWord, valueOfVariable, variablesOf } from './filled.ts';
export type {
  ApplicationAccess,
  MappedType,
  Mapping,
  MappingRow,
  MappingSide,
  Source,
  ValueLimits,
} from './mapping.ts';
export { MappingError } from './mapping-error.ts';
export { type Place, valuesAt, withValues } from './place.ts';
export { objectWith, pointed } from './pointer.ts';
export { readMapping } from './read-mapping.ts';
export { type MappingRule, type MappingRuleText, ruleOf, rulesOf } from './rule.ts';
export { fieldOf, type Leaf, leavesOf, sourceText, waysOf } from './source.ts';
export { domainOf, transformed } from './transform.ts';
