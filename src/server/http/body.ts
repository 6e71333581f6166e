import { scimError } from '#scim';
import { type Call, tooLarge } from './call.ts';
import { requireJson } from './media-type.ts';

/** Deeper nesting than any SCIM message has; what lies beyond could only exhaust the stack of whoever walks it. */
const maxDepth = 64;

/**
 * Reads and parses the body of a request.
 * @throws ScimError 413, 415, or invalidSyntax with the reason
 */
export async function jsonBody(call: Call, maxBytes: number): Promise<unknown> {
  requireJson(call.header('content-type'));
  const declared = call.header('content-length');
  if (declared !== undefined && Number(declared) > maxBytes) throw tooLarge(maxBytes);
  const text = await call.text(maxBytes);
  if (text.trim() === '') throw scimError('invalidSyntax', 'the request has no body; expected a JSON object');
  refuseDeepNesting(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw scimError('invalidSyntax', `the body is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

function refuseDeepNesting(text: string): void {
  // To go deep takes as many brackets, and to count those is much less work than to read every character.
  if (countUpTo(maxDepth, text, '{') + countUpTo(maxDepth, text, '[') <= maxDepth) return;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > maxDepth) throw scimError('invalidSyntax', `the body is nested deeper than ${maxDepth} levels`);
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
}

/** How often `part` occurs, as far as `most + 1`. */
function countUpTo(most: number, text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0 && count <= most; at = text.indexOf(part, at + 1)) count += 1;
  return count;
}
