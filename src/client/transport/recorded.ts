import { type Exchange, type RequestMessage, type ResponseMessage, type Transport, TransportError } from '#wire';

export interface Recording {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onExchange: (exchange: Exchange) => void;
  /** Default: `x1`, `x2`, … in the order in which the requests were sent. */
  readonly nextId?: (() => string) | undefined;
}

/** The exchange that an answer or an error came from, so that layers above a recorder need not record again. */
const origins = new WeakMap<ResponseMessage | TransportError, Exchange>();

/** A transport that tells every exchange when it has ended, the failed ones too. Nothing is masked. */
export function recorded(transport: Transport, recording: Recording): Transport {
  const nextId = recording.nextId ?? counter();
  return async (request) => {
    const id = nextId();
    const startedMs = recording.now();
    const ended = (outcome: ResponseMessage | TransportError): void => {
      const exchange = exchangeFrom(id, request, outcome, startedMs, recording.now());
      origins.set(outcome, exchange);
      recording.onExchange(exchange);
    };
    let response: ResponseMessage;
    try {
      response = await transport(request);
    } catch (error) {
      if (error instanceof TransportError) ended(error);
      throw error;
    }
    ended(response);
    return response;
  };
}

/** The recorded exchange of this very answer or error; undefined when nothing below recorded it. */
export function exchangeBehind(answer: ResponseMessage | TransportError): Exchange | undefined {
  return origins.get(answer);
}

/** One exchange from a request and what became of it. Times are milliseconds since 1970. */
export function exchangeFrom(
  id: string,
  request: RequestMessage,
  outcome: ResponseMessage | TransportError,
  startedMs: number,
  endedMs: number,
): Exchange {
  return {
    id,
    request,
    ...(outcome instanceof TransportError
      ? { response: null, failure: { kind: outcome.kind, message: outcome.message } }
      : { response: outcome }),
    startedAt: new Date(startedMs).toISOString(),
    durationMs: Math.max(0, endedMs - startedMs),
  };
}

function counter(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `x${count}`;
  };
}
