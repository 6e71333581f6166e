/** Text with places that are filled while the case runs: `['/Users/', { ref: 'user1' }]`. */
export type Template = readonly (string | Ref)[];

export interface Ref {
  /** The name of a gift of an earlier step, or `token` for the credential. */
  readonly ref: string;
}

/** What a later step needs of an answer. */
export interface Gift {
  readonly name: string;
  /** Names and indexes that lead to it in the body, or the name of a header. */
  readonly from: { readonly body: readonly string[] } | { readonly header: string };
  /** Whether it is the last segment of a URL that stands there. */
  readonly isLastSegment?: true;
  /** Whether only what comes after the case needs it. */
  readonly isOptional: boolean;
  readonly kind: 'id' | 'version' | 'cursor';
}

/** Something that is so of one answer. `*` in a path is any element of a list. */
export type Condition =
  | { readonly is: 'status'; readonly status: string }
  | { readonly is: 'success' }
  | { readonly is: 'has' | 'lacks'; readonly at: readonly string[]; readonly value: Scalar }
  | { readonly is: 'present' | 'absent'; readonly at: readonly string[] }
  | { readonly is: 'count' | 'other count'; readonly at: readonly string[]; readonly count: number }
  | { readonly is: 'not'; readonly status: string };

/** A value without parts; a text may have places that are filled. */
export type Scalar = { readonly json: string | number | boolean | null } | { readonly text: Template };

/** The fault shows when all of these are so. */
export interface Sign {
  readonly says: string;
  readonly all: readonly Condition[];
}

export interface CaseStep {
  /** `setup1`, `step1`, `read1`, `cleanup1` */
  readonly name: string;
  readonly phase: 'set-up' | 'case' | 'read' | 'clean-up';
  /** In words, on one line. */
  readonly does: string;
  readonly method: string;
  /** Behind the base URL, with the query; ids in it are percent-encoded when they are filled in. */
  readonly path: Template;
  readonly headers: readonly (readonly [name: string, value: Template])[];
  readonly body?: Template | undefined;
  /** Steps of one number are sent at the same time. */
  readonly wave: number;
  /** As it was answered; null when no answer came, absent where the step is not in the recording. */
  readonly recorded?: number | null;
  readonly gives: readonly Gift[];
  /** The fault shows when any of these does. */
  readonly signs: readonly Sign[];
}

/** A recording as a sequence that anybody can send, and what shows that its fault is there. */
export interface Case {
  readonly title: string;
  /** What the fault is, as a sentence without a full stop. */
  readonly fault: string;
  readonly expected: string;
  readonly observed: string;
  readonly base: string;
  /** Ids of what must be there before, as they were in the recording. */
  readonly given: readonly { readonly name: string; readonly value: string }[];
  readonly steps: readonly CaseStep[];
  /** What whoever runs it should know. */
  readonly notes: readonly string[];
}
