/** What a fault does to a request that it catches. Durations are milliseconds. */
export type FaultEffect =
  /** The target answers this status and never sees the request. */
  | { readonly does: 'status'; readonly status: number; readonly retryAfter?: string }
  /** The request is sent late. */
  | { readonly does: 'delay'; readonly ms: number }
  /** The connection breaks before the target sees the request. */
  | { readonly does: 'reset' }
  /** Nothing comes back, and the client gives up after `ms`; the target never sees the request. */
  | { readonly does: 'timeout'; readonly ms: number }
  /** The target does what it was asked, and its answer is lost on the way. */
  | { readonly does: 'lost' }
  /** The target's answer breaks off after `bytes` bytes, or half way. */
  | { readonly does: 'truncated'; readonly bytes?: number }
  /** The target's answer takes `ms` to arrive. */
  | { readonly does: 'slow'; readonly ms: number }
  /** A read shows what was there before the writes of the last `ms`. */
  | { readonly does: 'stale'; readonly ms: number }
  /** A proxy before the target answers a web page. */
  | { readonly does: 'html'; readonly status: number }
  /** The request reaches the target twice; the second answer comes back. */
  | { readonly does: 'twice' };

export interface Fault {
  /** Upper case, or `*` for any. */
  readonly method: string;
  /** The end of the URL's path; `*` is one segment or a part of one, `**` any number of them. */
  readonly path: string;
  readonly effect: FaultEffect;
  /** How many of the requests that match pass before it begins. */
  readonly after: number;
  /** How often it happens; unbounded by default. */
  readonly times: number;
  /** From 0 to 1. */
  readonly probability: number;
  /** Makes its chance its own, and the same each time. */
  readonly seed?: number;
}
