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
  let at = skipSpace(json, 0);
  for (const step of steps) {
    const next = childAt(json, at, step);
    if (next === undefined) break;
    at = next;
  }
  return positionAt(json, at);
}

export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

/** The offset of a member's or element's value in the object or list that begins at `at`. */
function childAt(json: string, at: number, step: string): number | undefined {
  const isObject = json[at] === '{';
  if (!isObject && json[at] !== '[') return undefined;
  let index = 0;
  for (let next = skipSpace(json, at + 1); next < json.length && !'}]'.includes(json[next] ?? ''); index += 1) {
    let name = String(index);
    if (isObject) {
      const end = endOf(json, next);
      name = JSON.parse(json.slice(next, end));
      next = skipSpace(json, skipSpace(json, end) + 1);
    }
    if (name === step) return next;
    next = skipSpace(json, endOf(json, next));
    if (json[next] === ',') next = skipSpace(json, next + 1);
  }
  return undefined;
}

/** The offset behind the value that begins at `at`. The text is known to be JSON. */
function endOf(json: string, at: number): number {
  if (json[at] === '"') {
    let end = at + 1;
    while (end < json.length && json[end] !== '"') end += json[end] === '\\' ? 2 : 1;
    return end + 1;
  }
  if (json[at] !== '{' && json[at] !== '[') {
    let end = at;
    while (end < json.length && !/[\s,}\]]/.test(json[end] ?? ' ')) end += 1;
    return end;
  }
  let depth = 0;
  for (let end = at; end < json.length; end += 1) {
    const mark = json[end] ?? '';
    if (mark === '"') end = endOf(json, end) - 1;
    else if (mark === '{' || mark === '[') depth += 1;
    else if ((mark === '}' || mark === ']') && --depth === 0) return end + 1;
  }
  return json.length;
}

function skipSpace(json: string, at: number): number {
  let next = at;
  while (next < json.length && /\s/.test(json[next] ?? '')) next += 1;
  return next;
}
