import { mask } from './mask.ts';
import { filtersPassword, isSecretField, namesPassword } from './secret-names.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** An object or array that is still open while the text is read. */
interface Frame {
  readonly from: number;
  readonly isObject: boolean;
  /** The name before the value that comes next, in an object. */
  name: string | undefined;
  /** The text of `path` and the place of `value`, as a PATCH operation has them in either order. */
  path: string | undefined;
  isOperation: boolean;
  value: Span | undefined;
}

const token = /"(?:[^"\\]+|\\.)*(?:"|\\?$)|[{}[\]:,]|[^\s{}[\]:,"]+/gs;

/**
 * JSON without its credentials, at any depth and also as the value of a PATCH whose path is the password. Everything
 * else stays byte for byte, and the text need not be whole: what was cut off is read as far as it goes.
 */
export function maskJson(text: string): string {
  return replaced(text, secretSpans(text));
}

/** A shorter password would be found in words that have nothing to do with it. */
const shortestPassword = 6;

/** The credentials themselves that stand in their places in JSON, to be looked for in the answer that it gets. */
export function secretsInJson(text: string): readonly string[] {
  return secretSpans(text)
    .map(({ from, to }) => stringOf(text.slice(from, to)))
    .filter((secret) => secret.length >= shortestPassword);
}

function secretSpans(text: string): readonly Span[] {
  const secret: Span[] = [];
  const open: Frame[] = [];

  const close = (frame: Frame): void => {
    if (frame.path !== undefined && namesPassword(frame.path) && frame.value !== undefined) secret.push(frame.value);
  };
  const valueEnded = (span: Span, string?: string): void => {
    const frame = open.at(-1);
    if (frame?.name === undefined) return;
    const name = frame.name;
    frame.name = undefined;
    if (isSecretField(name) || (string !== undefined && isFilter(name) && filtersPassword(string))) secret.push(span);
    if (name.toLowerCase() === 'op') frame.isOperation = true;
    if (name.toLowerCase() === 'path') frame.path = string;
    if (name.toLowerCase() === 'value') frame.value = span;
  };

  for (const match of text.matchAll(token)) {
    const [piece] = match;
    const frame = open.at(-1);
    const to = match.index + piece.length;
    if (piece === '{' || piece === '[') {
      open.push(frameAt(match.index, piece === '{'));
    } else if (piece === '}' || piece === ']') {
      const closed = open.pop();
      if (closed === undefined) continue;
      close(closed);
      valueEnded({ from: closed.from, to });
    } else if (piece.startsWith('"') && frame?.isObject === true && frame.name === undefined) {
      frame.name = stringOf(piece);
    } else if (piece === ',' && frame?.isObject === true) {
      frame.name = undefined;
    } else if (piece !== ':' && piece !== ',') {
      valueEnded({ from: match.index, to }, piece.startsWith('"') ? stringOf(piece) : undefined);
    }
  }
  while (open.length > 0) {
    const cut = open.pop();
    if (cut === undefined) break;
    // The path of a cut operation may have come after its value, so that nobody knows whether that is a password.
    if (cut.isOperation && cut.path === undefined && cut.value !== undefined) secret.push(cut.value);
    close(cut);
    valueEnded({ from: cut.from, to: text.length });
  }
  return secret;
}

function frameAt(from: number, isObject: boolean): Frame {
  return { from, isObject, name: undefined, path: undefined, isOperation: false, value: undefined };
}

function isFilter(name: string): boolean {
  return name.toLowerCase() === 'filter';
}

function stringOf(piece: string): string {
  try {
    const parsed: unknown = JSON.parse(piece);
    return typeof parsed === 'string' ? parsed : piece;
  } catch {
    return piece.slice(1);
  }
}

/** Each outermost span as a masked string; null says nothing and stays. */
function replaced(text: string, spans: readonly Span[]): string {
  let masked = '';
  let at = 0;
  for (const span of [...spans].sort((left, right) => left.from - right.from)) {
    if (span.from < at || text.slice(span.from, span.to) === 'null') continue;
    masked += `${text.slice(at, span.from)}"${mask}"`;
    at = span.to;
  }
  return masked + text.slice(at);
}
