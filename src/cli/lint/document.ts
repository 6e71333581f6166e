import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { deeperThan, deepestJson, isList, isObject, type Json, type Place, placeAt } from '#scim';
import type { Fault } from './fault.ts';

/** A fault with its place in the text, from 1 on. */
export type Placed = Fault & Place;

/** What a JSON text holds, and where. */
export interface Document {
  readonly json: Json;
  readonly place: (fault: Fault) => Placed;
}

/** The text as JSON, or the first reason why it is none. */
export function documentFrom(text: string): Document | Placed {
  const tooDeep = deeperThan(deepestJson, text);
  if (tooDeep !== undefined) {
    const says = `this is nested deeper than ${deepestJson} levels`;
    return { level: 'error', pointer: '', says, ...placeAt(text, tooDeep) };
  }
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (error !== undefined || tree === undefined) {
    const says = `this is no JSON (${error === undefined ? 'it is empty' : wordsOf(printParseErrorCode(error.error))})`;
    return { level: 'error', pointer: '', says, ...placeAt(text, error?.offset ?? 0) };
  }
  const json: Json = JSON.parse(text);
  return { json, place: (fault) => ({ ...fault, ...placeAt(text, offsetOf(text, tree, json, fault)) }) };
}

export function isPlaced(found: Document | Placed): found is Placed {
  return 'says' in found;
}

/** As far as the pointer leads; a fault inside a string stands behind its opening quote. */
function offsetOf(text: string, tree: Node, json: Json, { pointer, offset }: Fault): number {
  const path = pathOf(json, pointer);
  const node = path.length === 0 ? tree : findNodeAtLocation(tree, path);
  if (offset !== undefined) return behind(text, (node ?? tree).offset + 1, offset);
  // The member's name says what is wrong better than its value does.
  return (node?.parent?.type === 'property' ? node.parent : (node ?? tree)).offset;
}

/** So many characters into a string of the text, where an escape is one of them. */
function behind(text: string, from: number, characters: number): number {
  let at = from;
  for (let passed = 0; passed < characters; passed += 1) {
    const [escaped] = /^\\(?:u[0-9a-f]{4}|.)/is.exec(text.slice(at, at + 6)) ?? [];
    at += escaped?.length ?? 1;
  }
  return at;
}

function pathOf(json: Json, pointer: string): (string | number)[] {
  const path: (string | number)[] = [];
  let value: Json | undefined = json;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (isList(value)) {
      path.push(Number(name));
      value = value[Number(name)];
    } else if (isObject(value)) {
      path.push(name);
      value = value[name];
    }
  }
  return path;
}

function wordsOf(code: string): string {
  return code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}
