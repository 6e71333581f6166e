import { scimError, statusError } from '#scim';
import type { Call } from './call.ts';
import { requireJson } from './media-type.ts';

/** Deeper nesting than any SCIM message has; what lies beyond could only exhaust the stack of whoever walks it. */
const maxDepth = 64;

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads and parses the body of a request.
 * @throws ScimError 413, 415, or invalidSyntax with the reason
 */
export async function jsonBody(call: Call, maxBytes: number): Promise<unknown> {
  requireJson(call.header('content-type'));
  const text = await bodyText(call, maxBytes);
  if (text.trim() === '') throw scimError('invalidSyntax', 'the request has no body; expected a JSON object');
  refuseDeepNesting(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw scimError('invalidSyntax', `the body is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

async function bodyText(call: Call, maxBytes: number): Promise<string> {
  const declared = call.header('content-length');
  if (declared !== undefined && Number(declared) > maxBytes) throw tooLarge(maxBytes);
  // With a declared length HTTP itself bounds the body; without one it is counted as it comes.
  const bytes =
    declared === undefined
      ? await countedBytes(call.request, maxBytes)
      : new Uint8Array(await call.request.arrayBuffer());
  if (bytes.byteLength > maxBytes) throw tooLarge(maxBytes);
  try {
    return decoder.decode(bytes);
  } catch {
    throw scimError('invalidSyntax', 'the body is not valid UTF-8');
  }
}

async function countedBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    // Leaving the loop cancels the stream: nothing beyond the limit is kept.
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

function tooLarge(maxBytes: number) {
  return statusError(413, `the body is larger than the ${maxBytes} bytes that this server reads`);
}

function refuseDeepNesting(text: string): void {
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
