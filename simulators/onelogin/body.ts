import { type DirectoryUser, PlanFailure } from '#idp';
import { isObject, type Json, type JsonObject, urns } from '#scim';
import { macrosOf, oneLoginIdOf } from './mapping.ts';
import type { Account, OneLoginContext } from './memory.ts';
import { isLegacy, type OneLoginOptions } from './options.ts';
import { expanded, templateOf } from './template.ts';

/**
 * The body of a user by the template. [onelogin-create-01]
 * @throws PlanFailure when the macros of this user leave no JSON
 */
export function userBody(context: OneLoginContext, user: DirectoryUser, active: boolean): JsonObject {
  const body = expanded(templateOf(context.options), macrosOf(context, user, active));
  if (body === undefined) {
    throw new PlanFailure('fail', 'TemplateInvalid', `the template makes no JSON of the values of ${user.userName}`);
  }
  const isSent = context.options.externalId === 'onelogin-id' && body.externalId === undefined;
  return isSent ? { ...body, externalId: oneLoginIdOf(user.id) } : body;
}

/**
 * The body with `active` behind it, unless the template has its own. SCIM 1.1 templates lack it, so there it is sent only
 * to change it. [onelogin-create-06, onelogin-create-07, onelogin-attr-03]
 */
export function withActive(options: OneLoginOptions, body: JsonObject, active: boolean, isTurned: boolean): JsonObject {
  if (body.active !== undefined || !options.injectActive || (isLegacy(options) && !isTurned)) return body;
  return { ...body, active: options.quotedBooleans ? String(active) : active };
}

/** The body that was last sent. */
export function sentBody({ sent }: Account): JsonObject {
  const body: unknown = JSON.parse(sent);
  return isObject(body) ? body : {};
}

/** A group that is not there yet, without members. [onelogin-group-04, onelogin-group-07] */
export function groupBody(options: OneLoginOptions, displayName: string): JsonObject {
  return { schemas: [isLegacy(options) ? legacyUrn : urns.group], displayName, members: [] };
}

/** One member more. [onelogin-group-03, onelogin-group-07] */
export function addBody(options: OneLoginOptions, member: string): JsonObject {
  if (isLegacy(options)) return { schemas: [legacyUrn], members: [{ value: member }] };
  return patchOf({ op: 'add', path: 'members', value: [{ value: member }] });
}

/** One member less. [onelogin-group-06, onelogin-group-07] */
export function removeBody(options: OneLoginOptions, member: string): JsonObject {
  if (isLegacy(options)) return { schemas: [legacyUrn], members: [{ value: member, operation: 'delete' }] };
  if (options.memberRemoveShape === 'filter') return patchOf({ op: 'remove', path: `members[value eq "${member}"]` });
  return patchOf({ op: 'remove', path: 'members', value: [{ value: member }] });
}

const legacyUrn = 'urn:scim:schemas:core:1.0';

function patchOf(operation: Json): JsonObject {
  return { schemas: [urns.patchOp], Operations: [operation] };
}
