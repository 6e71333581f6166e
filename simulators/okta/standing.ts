import type { Batch } from '#idp';
import type { OktaContext } from './memory.ts';

/** Whether the app is assigned to a person, in Okta's eyes, and provisioning may act. */
export function isEntitled(context: OktaContext, id: string): boolean {
  const { directory, memory, options } = context;
  const user = directory.user(id);
  if (user === undefined || user.deletedAt !== undefined || memory.unprovisioned.has(id)) return false;
  if (memory.droppedByImport.has(id)) return false;
  if (isStaged(context, id) && !options.provisionStaged) return false;
  if (directory.isAssignedDirectly(id) && !memory.lostAssignments.has(id)) return true;
  return isInAssignedGroup(context, id);
}

function isInAssignedGroup({ directory }: OktaContext, id: string): boolean {
  for (const group of directory.groupsOf(id)) if (directory.isGroupAssigned(group.id)) return true;
  return false;
}

/** Not yet activated: disabled from the start. Whoever was active once and is disabled is suspended. [okta-active-04] */
function isStaged({ directory, memory }: OktaContext, id: string): boolean {
  return directory.user(id)?.enabled === false && !memory.activated.has(id);
}

/** Neither staged nor deactivated. [okta-group-16] */
export function isActiveInOkta(context: OktaContext, id: string): boolean {
  const user = context.directory.user(id);
  return user !== undefined && user.deletedAt === undefined && !isStaged(context, id);
}

/** Keeps book of what a batch says about assignments and activations, before anything is planned. */
export function notice(context: OktaContext, batch: Batch): void {
  const { directory, memory, options } = context;
  for (const { kind, user: id, group } of batch.changes) {
    if (kind === 'assigned' || kind === 'memberAdded') {
      const back = id === undefined ? (directory.group(group ?? '')?.members ?? []) : [id];
      for (const member of back) memory.droppedByImport.delete(member);
    }
    if (id === undefined) continue;
    if (kind === 'assigned') memory.lostAssignments.delete(id);
    // Deactivation removes an individual assignment; a group assignment comes back with the person. [okta-active-08]
    const isPersonal = options.assignedBy === 'person' && directory.isAssignedDirectly(id);
    if (kind === 'terminated' && isPersonal) memory.lostAssignments.add(id);
    if (directory.user(id)?.enabled === true) memory.activated.add(id);
  }
  if (batch.reason === 'changes') return;
  for (const user of directory.users()) if (user.enabled) memory.activated.add(user.id);
}
