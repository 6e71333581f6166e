import { type AdminStep, ScenarioError, type Stage } from '#idp';
import { probe } from './connect.ts';
import { isPushed, linkGroup, mapping, pushNow } from './group.ts';
import { type OktaContext, pushOf } from './memory.ts';
import { assignJob, groupJob, importJob, profileJob } from './plan.ts';
import { isEntitled } from './standing.ts';
import { task } from './task.ts';
import { appUserOf } from './user.ts';

/** What an administrator can do besides changing the directory. */
export const actions = {
  /** Saves the settings once more. [okta-connect-01] */
  *save(context: OktaContext): Generator<Stage> {
    const job = { key: 'connect:', subject: 'settings', action: 'connect', run: () => probe(context) };
    yield { name: 'save', jobs: [task(context, job)] };
  },
  *import(context: OktaContext): Generator<Stage> {
    yield { name: 'import', jobs: [importJob(context)] };
  },
  /** Pushes the profile of everybody who is linked. [okta-create-13] */
  *forceSync(context: OktaContext): Generator<Stage> {
    const { links, memory } = context;
    const ids = [...links.linked('user')].filter((id) => memory.users.get(id)?.isAssigned === true);
    yield { name: 'force sync', jobs: ids.map((id) => profileJob(context, id)) };
  },
  /** Provisions somebody who was assigned before provisioning was on, or whose assignment an import dropped. [okta-create-13] */
  *provisionUser(context: OktaContext, step: AdminStep): Generator<Stage> {
    const { memory } = context;
    const id = userOf(context, step);
    memory.unprovisioned.delete(id);
    memory.droppedByImport.delete(id);
    if (!isEntitled(context, id)) throw new ScenarioError(`The app is not assigned to the user "${id}".`);
    appUserOf(context, id).isAssigned = true;
    yield { name: 'provision user', jobs: [assignJob(context, id)] };
  },
  /** The whole list of members in one request. [okta-group-08] */
  *pushNow(context: OktaContext, step: AdminStep): Generator<Stage> {
    const id = groupOf(context, step);
    if (!isPushed(context, id)) throw new ScenarioError(`The group "${id}" is not pushed.`);
    yield { name: 'push now', jobs: [groupJob(context, id, pushNow)] };
  },
  /** Deactivates the mapping of a group; changes are not sent until it is active again. [okta-group-15] */
  *pauseGroup(context: OktaContext, step: AdminStep): Generator<Stage> {
    pushOf(context, groupOf(context, step)).isPaused = true;
  },
  *resumeGroup(context: OktaContext, step: AdminStep): Generator<Stage> {
    const id = groupOf(context, step);
    pushOf(context, id).isPaused = false;
    yield { name: 'resume group', jobs: [groupJob(context, id)] };
  },
  /** Links to the group of the same name that the last import found. [okta-group-13, okta-import-08] */
  *linkGroup(context: OktaContext, step: AdminStep): Generator<Stage> {
    const id = groupOf(context, step);
    const name = context.directory.group(id)?.displayName ?? '';
    const found = context.memory.importedGroups.get(name);
    if (found === undefined) throw new ScenarioError(`No import has found a group "${name}" to link to.`);
    const run = () =>
      mapping(context, id, pushOf(context, id), function* () {
        yield* linkGroup(context, id, { id: found });
        return true;
      });
    yield { name: 'link group', jobs: [groupJob(context, id, run)] };
  },
} as const;

function userOf({ directory }: OktaContext, { action, user = '' }: AdminStep): string {
  if (directory.user(user) === undefined)
    throw new ScenarioError(`The action "${action}" needs a user of the directory.`);
  return user;
}

function groupOf({ directory }: OktaContext, { action, group = '' }: AdminStep): string {
  if (directory.group(group) === undefined) {
    throw new ScenarioError(`The action "${action}" needs a group of the directory.`);
  }
  return group;
}
