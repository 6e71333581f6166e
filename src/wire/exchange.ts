/** One header line. Order and letter case are as on the wire; a repeated name stays repeated. */
export type Header = readonly [name: string, value: string];

/** A request as it goes out: the URL whole and already encoded, the body as the text that is sent. */
export interface RequestMessage {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body?: string | undefined;
}

/** A response as it came in. */
export interface ResponseMessage {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string;
}

/** Why no response came. */
export interface Failure {
  readonly kind: 'refused' | 'reset' | 'timeout' | 'dns' | 'tls' | 'protocol' | 'aborted';
  readonly message: string;
}

/** One HTTP request and what became of it. `response` is null when none came, and then `failure` says why. */
export interface Exchange {
  readonly id: string;
  readonly request: RequestMessage;
  readonly response: ResponseMessage | null;
  readonly failure?: Failure;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** The behaviour of a simulator that sent it. */
  readonly behaviour?: string;
}

/**
 * Sends one message and gives the answer, whatever its status.
 * A network, our server in process, a proxy and a fault injector are all this type, so they compose.
 * @throws TransportError when no answer came
 */
export type Transport = (request: RequestMessage) => Promise<ResponseMessage>;

export class TransportError extends Error {
  readonly kind: Failure['kind'];

  constructor(kind: Failure['kind'], message: string) {
    super(message);
    this.name = 'TransportError';
    this.kind = kind;
  }
}
