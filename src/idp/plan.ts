import type { Exchange } from '#wire';

/** A request that a simulator means to send, and the behaviour that makes it. */
export interface PlannedRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** What follows the base URL, query and all, encoded as it goes on the wire. */
  readonly target: string;
  readonly body?: string;
  readonly behaviour: string;
}

/** A course of action: it yields requests, and is answered with exchanges. It never sends, waits or looks at a clock. */
export type Plan<T = Outcome> = Generator<PlannedRequest, T, Exchange>;

/** What a job came to, for the provisioning log. `silent` leaves no row. */
export interface Outcome {
  readonly action: string;
  readonly status: 'Success' | 'Skipped' | 'silent';
  readonly reason?: string;
}

export function get(target: string, behaviour: string): PlannedRequest {
  return { method: 'GET', target, behaviour };
}

export function post(target: string, body: unknown, behaviour: string): PlannedRequest {
  return { method: 'POST', target, body: JSON.stringify(body), behaviour };
}

export function put(target: string, body: unknown, behaviour: string): PlannedRequest {
  return { method: 'PUT', target, body: JSON.stringify(body), behaviour };
}

export function patch(target: string, body: unknown, behaviour: string): PlannedRequest {
  return { method: 'PATCH', target, body: JSON.stringify(body), behaviour };
}

export function del(target: string, behaviour: string): PlannedRequest {
  return { method: 'DELETE', target, behaviour };
}
