import { findNodeAtLocation, getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { type Place, placeAt } from '#scim';

/** Where the value that a JSON pointer names begins in a JSON text; where that leads nowhere, what it comes closest to. */
export function positionIn(json: string, pointer: string): Place {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  let node = parseTree(json);
  for (const step of steps) node = (node && childOf(node, step)) ?? node;
  return placeAt(json, node?.offset ?? 0);
}

/** Where a text stops being JSON. */
export function firstFaultIn(text: string): Place {
  const faults: ParseError[] = [];
  parseTree(text, faults, { disallowComments: true });
  return placeAt(text, faults[0]?.offset ?? text.length);
}

function childOf(node: Node, step: string): Node | undefined {
  return findNodeAtLocation(node, [Array.isArray(getNodeValue(node)) ? Number(step) : step]);
}
