import { isList, isObject, type JsonObject } from '#scim';
import type { Answer } from './http.ts';

/** The resources of a list answer; none when `Resources` is missing. */
export function resourcesOf(answer: Answer): readonly JsonObject[] {
  const { Resources } = answer.json;
  return Array.isArray(Resources) ? Resources.filter(isObject) : [];
}

/** `totalResults`, if it is a number. */
export function totalOf(answer: Answer): number | undefined {
  const { totalResults } = answer.json;
  return typeof totalResults === 'number' ? totalResults : undefined;
}

/** The ids of a list answer, in its order. */
export function idsOf(answer: Answer): readonly string[] {
  return resourcesOf(answer).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
}

/** The objects among the values of a multi-valued attribute; none where it is unassigned. */
export function elementsOf(resource: JsonObject, name: string): readonly JsonObject[] {
  const { [name]: values } = resource;
  return isList(values) ? values.filter(isObject) : [];
}

/** The ids of the members that a Group shows, sorted. */
export function memberIdsOf(group: JsonObject): readonly string[] {
  return elementsOf(group, 'members')
    .map(({ value }) => String(value))
    .sort();
}
