import { compileFilter, parseFilter, type Schema, ScimError } from '#scim';
import { nearestOf } from '../nearest.ts';
import type { Fault } from './fault.ts';

/** The first thing that is wrong with the text of a filter. @see RFC 7644 §3.4.2.2 */
export function lintFilter(schema: Schema, text: string): Fault[] {
  try {
    compileFilter(schema, parseFilter(text));
    return [];
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    const { at = 0, attribute } = error.position;
    return [{ level: 'error', pointer: '', offset: at, says: error.message, ...mendOf(schema, attribute) }];
  }
}

function mendOf(schema: Schema, attribute: string | undefined): { readonly mend?: string } {
  if (attribute === undefined) return {};
  const nearest = nearestOf(
    attribute,
    [...schema.base.attributes.values()].map(({ name }) => name),
  );
  return nearest === undefined ? {} : { mend: `write "${nearest}"` };
}
