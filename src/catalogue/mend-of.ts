import { mends } from './mends/mends.ts';

/** What mostly mends a server that breaks a row of this section; undefined where nothing general can be said. */
export function mendOf(section: string): string | undefined {
  const nearest = Object.keys(mends)
    .filter((each) => section === each || section.startsWith(`${each}.`) || section.startsWith(`${each}#`))
    .toSorted((left, right) => right.length - left.length)[0];
  return nearest === undefined ? undefined : mends[nearest];
}
