/** What the server should hold when a simulator has done its work. The oracle compares it with what the server says. */
export interface Desired {
  readonly users: Iterable<DesiredUser>;
  readonly groups: Iterable<DesiredGroup>;
}

export interface DesiredUser {
  readonly id: string;
  readonly userName: string;
  /**
   * `active` and `inactive`: one account, in that state. `absent`: none. `not-active`: suspended or none.
   */
  readonly state: 'active' | 'inactive' | 'absent' | 'not-active';
  /** Values by target path (`name.familyName`, `emails[type eq "work"].value`, `urn:…:User:department`). */
  readonly attributes: Readonly<Record<string, string | boolean>>;
}

export interface DesiredGroup {
  readonly id: string;
  readonly displayName: string;
  readonly state: 'present' | 'absent';
  /** Directory ids of the members that the server should list; undefined where the provider does not say. */
  readonly members?: readonly string[];
  /** Members whom the provider never sent may be there too: it found the group, and never takes out whom it does not know. */
  readonly othersMayStay?: boolean;
}
