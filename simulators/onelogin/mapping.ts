import { attributeOf, type DirectoryUser, hashOf } from '#idp';
import type { OneLoginContext } from './memory.ts';
import type { MacroValue } from './template.ts';

/** OneLogin's names of fields, and ours. */
const fields: Readonly<Record<string, string>> = {
  username: 'userName',
  firstname: 'givenName',
  lastname: 'familyName',
};

/** The number that OneLogin gives a user; an id that is a number stays. */
export function oneLoginIdOf(id: string): string {
  return /^\d+$/.test(id) ? id : String(10_000_000 + (hashOf(id) % 90_000_000));
}

/** The user name at the app: the parameter scimusername. [onelogin-attr-04] */
export function appUserName({ options }: OneLoginContext, user: DirectoryUser): string {
  return fieldOf(user, options.scimUsername) ?? user.userName;
}

/** What the macros of a template stand for. [onelogin-attr-01] */
export function macrosOf(context: OneLoginContext, user: DirectoryUser, active: boolean): MacroValue {
  const manager = user.manager === undefined ? undefined : context.directory.user(user.manager);
  const known: Readonly<Record<string, string | undefined>> = {
    'user.id': oneLoginIdOf(user.id),
    'user.active': String(active),
    'user.display_name': [user.attributes.givenName, user.attributes.familyName]
      .filter((part) => part !== undefined)
      .join(' '),
    'user.manager_firstname': manager?.attributes.givenName,
    'user.manager_lastname': manager?.attributes.familyName,
    'parameters.scimusername': appUserName(context, user),
    'parameters.external_manager_id': manager === undefined ? undefined : oneLoginIdOf(manager.id),
  };
  return (name) => {
    if (Object.hasOwn(known, name)) return known[name];
    return fieldOf(user, name.replace(/^(user\.custom_fields|user|parameters)\./, ''));
  };
}

function fieldOf(user: DirectoryUser, name: string): string | undefined {
  return attributeOf(user, fields[name] ?? name);
}
