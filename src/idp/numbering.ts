/** Numbers exchanges in the order of sending. Shared by all who send at one time, so that no two have one name. */
export interface Numbering {
  /** The next number, from 0. */
  next(): number;
  /** How many were given out. */
  count(): number;
}

export function numbering(): Numbering {
  let given = 0;
  return {
    next: () => {
      given += 1;
      return given - 1;
    },
    count: () => given,
  };
}
