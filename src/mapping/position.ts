import { findNodeAtLocation, getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';

/** Where something stands in a text, from 1 on. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where the value that a JSON pointer names begins in a JSON text; where that leads nowhere, what it comes closest to. */
export function positionIn(json: string, pointer: string): Position {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  let node = parseTree(json);
  for (const step of steps) node = (node && childOf(node, step)) ?? node;
  return positionAt(json, node?.offset ?? 0);
}

/** Where a text stops being JSON. */
export function firstFaultIn(text: string): Position {
  const faults: ParseError[] = [];
  parseTree(text, faults, { disallowComments: true });
  return positionAt(text, faults[0]?.offset ?? text.length);
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function childOf(node: Node, step: string): Node | undefined {
  return findNodeAtLocation(node, [Array.isArray(getNodeValue(node)) ? Number(step) : step]);
}
