/** Where the product keeps its users. */
export function people() {
  const rows = new Map();
  return {
    all: () => [...rows.values()],
    // The bug: support asked for a way to bring people back, so a deleted user is only marked, and `all` forgot to look.
    get: (id) => (rows.get(id)?.deleted ? undefined : rows.get(id)),
    named: (userName) => [...rows.values()].find((row) => !row.deleted && folded(row.userName) === folded(userName)),
    put: (user) => rows.set(user.id, user),
    remove: (id) => rows.set(id, { ...rows.get(id), deleted: true }),
  };
}

/** The same without the bug. */
export function mendedPeople() {
  const store = people();
  return { ...store, all: () => store.all().filter(({ deleted }) => !deleted) };
}

/** One name, however it was typed: composed or not, in capitals or not. */
export function folded(userName) {
  return userName.normalize('NFKC').toLowerCase();
}
