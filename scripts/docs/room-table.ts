import { readFileSync } from 'node:fs';
import { type Room, rooms } from '../boundaries.ts';

const begin = '<!-- rooms: written by npm run docs from scripts/boundaries.ts -->';
const end = '<!-- end of rooms -->';

/** README.md with its table of rooms written anew. @throws Error when its place is not marked */
export function readme(): string {
  const text = readFileSync('README.md', 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md has no place for the room table, between ${begin} and ${end}`);
  return `${text.slice(0, from)}${begin}\n${table()}\n${text.slice(to)}`;
}

function table(): string {
  const rows = Object.values<Room>(rooms).map(
    ({ folder, holds, mayEnter }) =>
      `| \`${folder}\` | ${holds} | ${mayEnter.includes('*') ? 'all' : mayEnter.join(', ')} |`,
  );
  return ['| room | holds | may import |', '|---|---|---|', ...rows].join('\n');
}
