import type { RequestMessage } from '#wire';

/** How connections to an origin are made. */
export interface ConnectionSettings {
  /** How many at a time. */
  readonly connections: number;
  readonly connectTimeoutMs: number;
  /** As node:tls takes them. */
  readonly tls: { readonly rejectUnauthorized?: boolean; readonly ca?: string[] };
}

/** The head of an answer, with its body still to come. */
export interface Begun {
  readonly status: number;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
  readonly body: AsyncIterable<Uint8Array>;
}

/** Kept-alive connections to one origin. */
export interface Connections {
  /**
   * Sends a message and waits for the head of its answer.
   * @param target path and query, letter for letter
   * @throws whatever the network throws
   */
  readonly begin: (request: RequestMessage, target: string, signal: AbortSignal) => Promise<Begun>;
  /** Closes idle connections, and the others once their answer is read. */
  readonly close: () => Promise<void>;
}

/** An idle connection is left before most servers, at five seconds, close it: so it is rarely found closed. */
export const idleMs = 2_000;
