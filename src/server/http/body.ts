import { deeperThan, deepestJson, scimError } from '#scim';
import { type Call, tooLarge } from './call.ts';
import { requireJson, requirePlain } from './media-type.ts';

/**
 * Reads and parses the body of a request.
 * @throws ScimError 413, 415, or invalidSyntax with the reason
 */
export async function jsonBody(call: Call, maxBytes: number): Promise<unknown> {
  requireJson(call.header('content-type'));
  requirePlain(call.header('content-encoding'));
  const declared = call.header('content-length');
  if (declared !== undefined && Number(declared) > maxBytes) throw tooLarge(maxBytes);
  const text = await call.text(maxBytes);
  if (text.trim() === '') throw scimError('invalidSyntax', 'the request has no body; expected a JSON object');
  if (deeperThan(deepestJson, text) !== undefined)
    throw scimError('invalidSyntax', `the body is nested deeper than ${deepestJson} levels`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw scimError('invalidSyntax', `the body is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}
