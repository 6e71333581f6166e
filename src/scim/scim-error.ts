/**
 * The keywords of `scimType`, each with the HTTP status it goes with.
 * @see RFC 7644 §3.12 (Table 9), RFC 7644 §7.5.2 (sensitive), RFC 9865 §2.1 (the cursor keywords)
 */
export const scimTypes = {
  invalidFilter: 400,
  tooMany: 400,
  uniqueness: 409,
  mutability: 400,
  invalidSyntax: 400,
  invalidPath: 400,
  noTarget: 400,
  invalidValue: 400,
  invalidVers: 400,
  sensitive: 403,
  invalidCursor: 400,
  expiredCursor: 400,
  invalidCount: 400,
} as const;

export type ScimType = keyof typeof scimTypes;

/** Where in the request the fault lies: the index of a PATCH or bulk operation, an offset in a filter or path, an attribute. */
export interface FaultPosition {
  readonly operation?: number;
  readonly at?: number;
  readonly attribute?: string;
  /** The value that is wrong, where it is one of many and no secret. */
  readonly value?: string;
}

/** An error that goes on the wire as an RFC 7644 §3.12 body. Its message is the `detail`: one sentence, no secret. */
export class ScimError extends Error {
  readonly status: number;
  readonly scimType: ScimType | undefined;
  readonly position: FaultPosition;

  constructor(status: number, scimType: ScimType | undefined, detail: string, position: FaultPosition = {}) {
    super(detail);
    this.name = 'ScimError';
    this.status = status;
    this.scimType = scimType;
    this.position = position;
  }
}

/** A `ScimError` by its keyword; the status follows from the table. */
export function scimError(scimType: ScimType, detail: string, position: FaultPosition = {}): ScimError {
  return new ScimError(scimTypes[scimType], scimType, detail, position);
}

/** A `ScimError` for a status that has no keyword: 401, 404, 405, 406, 412, 413, 415, 429, 501. */
export function statusError(status: number, detail: string): ScimError {
  return new ScimError(status, undefined, detail);
}
