import { ScenarioError } from '#idp';
import { isList, isObject, type Json, type JsonObject } from '#scim';

/**
 * Where an app attribute lives in a resource, by its external name and namespace: `title`, `name.givenName`,
 * `emails.^[primary==true].value`. [okta-attr-03, okta-attr-04]
 */
export interface Place {
  readonly urn?: string;
  readonly attribute: string;
  readonly selector?: { readonly attribute: string; readonly value: string | boolean };
  readonly sub?: string;
  /** The same as a path that #idp reads. */
  readonly path: string;
}

const externalName = /^([^.^[\]]+)(?:\.\^\[(\w+)==(?:(true|false)|'([^']*)')\])?(?:\.([\w$]+))?$/;

/** @throws ScenarioError when the external name has another form, or is reserved */
export function placeOf(name: string, urn: string | undefined): Place {
  const match = externalName.exec(name);
  if (match === null) throw new ScenarioError(`The external name "${name}" of an attribute of okta cannot be read.`);
  const [, attribute = '', chosenBy, literal, text = '', sub] = match;
  if (attribute === 'groups' && urn === undefined) {
    throw new ScenarioError('The external name "groups" is reserved by Okta.');
  }
  const selector = chosenBy === undefined ? {} : { selector: { attribute: chosenBy, value: valueFrom(literal, text) } };
  const filter = chosenBy === undefined ? '' : `[${chosenBy} eq "${literal ?? text}"]`;
  const path = `${urn === undefined ? '' : `${urn}:`}${attribute}${filter}${sub === undefined ? '' : `.${sub}`}`;
  return { ...(urn === undefined ? {} : { urn }), attribute, ...selector, ...(sub === undefined ? {} : { sub }), path };
}

function valueFrom(literal: string | undefined, text: string): string | boolean {
  return literal === undefined ? text : literal === 'true';
}

/** The resource with a value at a place. Keys that exist keep their position, new ones come last. */
export function withValue(resource: JsonObject, place: Place, value: Json): JsonObject {
  if (place.urn === undefined) return valueIn(resource, place, value);
  const held = resource[place.urn];
  return { ...resource, [place.urn]: valueIn(isObject(held) ? held : {}, place, value) };
}

function valueIn(object: JsonObject, { attribute, selector, sub }: Place, value: Json): JsonObject {
  const held = object[attribute];
  if (selector === undefined) {
    return { ...object, [attribute]: sub === undefined ? value : { ...(isObject(held) ? held : {}), [sub]: value } };
  }
  const list = isList(held) ? held : [];
  const index = indexOf(list, selector);
  const chosen = index === -1 ? undefined : list[index];
  const element = { ...(isObject(chosen) ? chosen : {}) };
  const marked = element[selector.attribute] === selector.value ? {} : { [selector.attribute]: selector.value };
  const next = { ...element, ...marked, [sub ?? 'value']: value };
  return { ...object, [attribute]: index === -1 ? [...list, next] : list.with(index, next) };
}

/** The resource without a value at a place: the element, where the place is the value of one. */
export function withoutValue(resource: JsonObject, place: Place): JsonObject {
  if (place.urn === undefined) return without(resource, place);
  const held = resource[place.urn];
  return isObject(held) ? { ...resource, [place.urn]: without(held, place) } : resource;
}

function without(object: JsonObject, { attribute, selector, sub }: Place): JsonObject {
  const held = object[attribute];
  if (selector !== undefined) {
    if (!isList(held)) return object;
    const index = indexOf(held, selector);
    const element = held[index];
    if (!isObject(element)) return object;
    const rest = sub === undefined || sub === 'value' ? [] : [dropped(element, sub)];
    return { ...object, [attribute]: held.toSpliced(index, 1, ...rest) };
  }
  if (sub === undefined) return dropped(object, attribute);
  return isObject(held) ? { ...object, [attribute]: dropped(held, sub) } : object;
}

/** Whether there is an element, or object, that a cleared value could be written to. */
export function hasPlace(resource: JsonObject, { urn, attribute, selector }: Place): boolean {
  const holder = urn === undefined ? resource : resource[urn];
  if (!isObject(holder)) return false;
  const held = holder[attribute];
  return selector === undefined || (isList(held) && indexOf(held, selector) !== -1);
}

/** The element that is meant. A lone one that does not say whether it is primary is. */
function indexOf(list: readonly Json[], selector: NonNullable<Place['selector']>): number {
  const index = list.findIndex((item) => isObject(item) && item[selector.attribute] === selector.value);
  if (index !== -1 || selector.attribute !== 'primary' || selector.value !== true || list.length !== 1) return index;
  const [only] = list;
  return isObject(only) && only.primary === undefined ? 0 : -1;
}

function dropped(object: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = object;
  return rest;
}
