import { startScimmy } from '../fixtures/targets/scimmy/start-scimmy.ts';
import { table } from '../fixtures/targets/scimmy/store.ts';
import { groupNamed, groupsOfSize, userNamed } from './population.ts';

/**
 * SCIMMY on Express with its tables filled beforehand: `node scimmy.ts USERS GROUP_SIZE…`. Over the wire this would take
 * it hours at 100,000 users.
 */
const [count = 0, ...sizes] = process.argv.slice(2).map(Number);
const users = table();
const groups = table();
const userIds = Array.from({ length: count }, (_, at) => {
  const { schemas: _schemas, ...user } = userNamed(`bench${at}`);
  return users.put(undefined, user).id;
});
const groupIds = sizes.map((size) => {
  const { displayName, members } = groupNamed(`group ${size}`, userIds.slice(0, size));
  return Array.from({ length: groupsOfSize[size] ?? 1 }, () => groups.put(undefined, { displayName, members }).id);
});
const { url, token } = await startScimmy({ users, groups });
console.log(JSON.stringify({ ready: true, scim: url, token, users: userIds, groups: groupIds }));
