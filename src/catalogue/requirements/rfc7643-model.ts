import type { Requirement } from '../requirement.ts';

/** RFC 7643 §1–§2: attributes, their types and characteristics. */
export const schemaModel = {
  '7643-2-01': {
    level: 'DEFINES',
    binds: 'server',
    section: 'rfc7643#section-2',
    testable: 'black-box',
    text: 'The server looks at the characteristics of each attribute sent and decides whether to take it or pass over it.',
    disputed: ['D49'],
  },
} as const satisfies Record<string, Requirement>;
