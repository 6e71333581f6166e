/**
 * The steps from an empty file to the present one, in order; `user_version` of the file says how many were taken.
 * A step that was released is never changed: a new one is added.
 *
 * `seq` is the rowid, so a page deep in the list walks an index of numbers and reads only the rows it shows.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE entries (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    resource TEXT NOT NULL,
    secret TEXT
  ) STRICT;
  CREATE INDEX entries_by_type ON entries (type, seq);

  CREATE TABLE keys (
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (type, name, value, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE members (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    group_id TEXT NOT NULL,
    member_id TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX members_by_group ON members (group_id, member_id);
  CREATE INDEX members_by_member ON members (member_id, group_id);

  CREATE TABLE records (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (kind, key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE events (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    event TEXT NOT NULL
  ) STRICT;
  `,
];
