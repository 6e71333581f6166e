import type { DatabaseSync } from 'node:sqlite';

const columns = 'e.seq, e.type, e.id, e.version, e.resource, e.secret';

/**
 * Every statement that the store runs, prepared once. Where a limit is a bare parameter SQLite plans the statement anew
 * at each run, which takes ten times as long as running it; in a sum it does not.
 */
export function statementsOf(database: DatabaseSync) {
  const prepare = (text: string) => database.prepare(text);
  return {
    begin: prepare('BEGIN IMMEDIATE'),
    commit: prepare('COMMIT'),
    rollback: prepare('ROLLBACK'),

    numbers: prepare('SELECT seq, type FROM entries ORDER BY seq'),
    entry: prepare(`SELECT ${columns} FROM entries e WHERE e.id = ?`),
    range: prepare(`SELECT ${columns} FROM entries e WHERE e.seq BETWEEN ? AND ? ORDER BY e.seq`),
    rangeOfType: prepare(`SELECT ${columns} FROM entries e WHERE e.seq BETWEEN ? AND ? AND e.type = ? ORDER BY e.seq`),
    numbered: prepare(`SELECT ${columns} FROM entries e WHERE e.seq = ?`),
    firstEqual: prepare('SELECT seq FROM keys WHERE type = ? AND name = ? AND value = ? LIMIT ? + 0'),
    equal: prepare(
      `SELECT ${columns} FROM keys k JOIN entries e ON e.seq = k.seq WHERE k.type = ? AND k.name = ? AND k.value = ?`,
    ),
    starting: prepare(
      `SELECT ${columns} FROM entries e WHERE e.seq IN
       (SELECT k.seq FROM keys k WHERE k.type = ? AND k.name = ? AND k.value >= ? AND k.value < ?)`,
    ),
    insert: prepare('INSERT INTO entries (type, id, version, resource, secret) VALUES (?, ?, ?, ?, ?)'),
    update: prepare('UPDATE entries SET version = ?, resource = ?, secret = ? WHERE seq = ?'),
    remove: prepare('DELETE FROM entries WHERE seq = ?'),
    addKey: prepare('INSERT OR IGNORE INTO keys (type, name, value, seq) VALUES (?, ?, ?, ?)'),
    ofType: prepare(`SELECT ${columns} FROM entries e WHERE e.type = ? ORDER BY e.seq`),
    dropKeys: prepare('DELETE FROM keys WHERE type = ?'),
    removeKey: prepare('DELETE FROM keys WHERE type = ? AND name = ? AND value = ? AND seq = ?'),

    hasMember: prepare('SELECT 1 AS n FROM members WHERE group_id = ? AND member_id = ?'),
    membersOf: prepare('SELECT member_id FROM members WHERE group_id = ? ORDER BY position'),
    memberEntries: prepare(
      `SELECT ${columns} FROM members m JOIN entries e ON e.id = m.member_id WHERE m.group_id = ? ORDER BY m.position`,
    ),
    groupsOf: prepare('SELECT group_id FROM members WHERE member_id = ? ORDER BY group_id'),
    addMember: prepare('INSERT OR IGNORE INTO members (group_id, member_id) VALUES (?, ?)'),
    removeMember: prepare('DELETE FROM members WHERE group_id = ? AND member_id = ?'),
    dropMembers: prepare('DELETE FROM members WHERE group_id = ?'),

    record: prepare('SELECT value FROM records WHERE kind = ? AND key = ?'),
    records: prepare('SELECT key, value FROM records WHERE kind = ? ORDER BY key'),
    recordsFrom: prepare('SELECT key, value FROM records WHERE kind = ? AND key >= ? ORDER BY key LIMIT ? + 0'),
    recordsBefore: prepare('SELECT key, value FROM records WHERE kind = ? AND key < ? ORDER BY key DESC LIMIT ? + 0'),
    recordCount: prepare('SELECT count(*) AS n FROM records WHERE kind = ?'),
    putRecord: prepare('INSERT OR REPLACE INTO records (kind, key, value) VALUES (?, ?, ?)'),
    dropRecord: prepare('DELETE FROM records WHERE kind = ? AND key = ?'),

    events: prepare('SELECT number, event FROM events WHERE number < ? ORDER BY number DESC LIMIT ? + 0'),
    log: prepare('INSERT INTO events (event) VALUES (?)'),

    clear: ['entries', 'keys', 'members', 'records', 'events'].map((table) => prepare(`DELETE FROM ${table}`)),
  };
}
