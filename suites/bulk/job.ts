import type { Answer, Http } from '#check';
import { isList, isObject, type JsonObject, urns } from '#scim';

/** Sends a bulk job; `more` are members of the request beside its operations. */
export function bulk(http: Http, operations: readonly unknown[], more: JsonObject = {}): Promise<Answer> {
  return http.post('/Bulk', { schemas: [urns.bulkRequest], ...more, Operations: operations });
}

export function resultsOf({ json }: Answer): readonly JsonObject[] {
  return isList(json.Operations) ? json.Operations.filter(isObject) : [];
}

/** `"201"`, or `{"code":"201"}` as the RFC's own examples have it too (D20). */
export function codeOf(result: JsonObject | undefined): string {
  const status = result?.status;
  return String(isObject(status) ? status.code : status);
}
