import type { Fresh } from '#check';
import type { Client } from '../client.ts';
import { groupBody, member, userBody } from './forms.ts';

/** A Group that Okta pushed, and Users of whom the first `within` are its members. */
export async function teamOf(client: Client, fresh: Fresh, size: number, within: number) {
  const ids: string[] = [];
  for (let at = 0; at < size; at += 1) ids.push((await client.make('/Users', userBody(fresh))).id);
  const name = fresh.word();
  const members = ids.slice(0, within).map((id) => member(id));
  const group = await client.make('/Groups', groupBody(name, members));
  return { id: group.id, place: `/Groups/${group.id}`, ids, name };
}
