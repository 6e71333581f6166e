import type { JsonObject } from '../json.ts';
import type { ScimError } from '../scim-error.ts';
import { urns } from '../urns.ts';

/** The body that tells a client of an error. The status is a string there. @see RFC 7644 §3.12 */
export function errorBody(error: ScimError): JsonObject {
  const { status, scimType, message } = error;
  return {
    schemas: [urns.error],
    ...(scimType !== undefined && { scimType }),
    detail: message,
    status: String(status),
  };
}
