/** The correlation table: directory id ⇄ the id that the server gave. */
export interface Links {
  remoteId(kind: ObjectKind, id: string): string | undefined;
  directoryId(kind: ObjectKind, remoteId: string): string | undefined;
  link(kind: ObjectKind, id: string, remoteId: string): void;
  unlink(kind: ObjectKind, id: string): void;
  /** Directory ids of all that is linked, in the order of linking. */
  linked(kind: ObjectKind): Iterable<string>;
  clear(): void;
}

export type ObjectKind = 'user' | 'group';

export function links(): Links {
  const tables = {
    user: { there: new Map<string, string>(), back: new Map<string, string>() },
    group: { there: new Map<string, string>(), back: new Map<string, string>() },
  } as const;
  const unlink = (kind: ObjectKind, id: string): void => {
    const remoteId = tables[kind].there.get(id);
    if (remoteId === undefined) return;
    tables[kind].there.delete(id);
    if (tables[kind].back.get(remoteId) === id) tables[kind].back.delete(remoteId);
  };
  return {
    remoteId: (kind, id) => tables[kind].there.get(id),
    directoryId: (kind, remoteId) => tables[kind].back.get(remoteId),
    link: (kind, id, remoteId) => {
      unlink(kind, id);
      tables[kind].there.set(id, remoteId);
      tables[kind].back.set(remoteId, id);
    },
    unlink,
    linked: (kind) => tables[kind].there.keys(),
    clear: () => {
      for (const table of Object.values(tables)) {
        table.there.clear();
        table.back.clear();
      }
    },
  };
}
