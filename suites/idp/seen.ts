import { type Answer, brief, resourcesOf, totalOf } from '#check';
import { isList, isObject, type JsonObject, urns } from '#scim';

/** The elements of a multi-valued attribute. */
export function itemsOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The values of a Group's members, sorted. */
export function membersOf(group: JsonObject): readonly string[] {
  return itemsOf(group.members)
    .map(({ value }) => String(value))
    .sort();
}

/** The element of this type. */
export function itemOf(value: unknown, type: string): JsonObject {
  return itemsOf(value).find((item) => item.type === type) ?? {};
}

/** A complex attribute or an extension; empty when it has no value. */
export function partOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** Whether this is status 200 with a list answer of so many in total. */
export function isListOf(answer: Answer, total: number): boolean {
  return isListAnswer(answer) && totalOf(answer) === total && resourcesOf(answer).length === total;
}

export function isListAnswer(answer: Answer): boolean {
  const { schemas } = answer.json;
  return answer.status === 200 && isList(schemas) && schemas.includes(urns.listResponse);
}

/** What a list answer said, for a finding. */
export function listSeen(answer: Answer): string {
  if (answer.status !== 200) return `status ${answer.status}`;
  const total = totalOf(answer);
  return total === undefined
    ? `no totalResults: ${brief(answer.body)}`
    : `${total} in total, ${resourcesOf(answer).length} given`;
}

/** The id of the only resource that a list answer gives. */
export function onlyId(answer: Answer): string | undefined {
  const [first, ...more] = resourcesOf(answer);
  return more.length === 0 && typeof first?.id === 'string' ? first.id : undefined;
}

/** Whether an answer is a refusal with the body of a SCIM error. */
export function isScimError(answer: Answer): boolean {
  const { schemas, status } = answer.json;
  return answer.status >= 400 && isList(schemas) && schemas.includes(urns.error) && status !== undefined;
}
