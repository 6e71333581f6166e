import { type Failure, TransportError } from '#wire';

/** The codes of Node and undici that mean each kind of failure. A code in no list, and no TLS code, is `protocol`. */
const codes: Readonly<Record<Exclude<Failure['kind'], 'protocol'>, readonly string[]>> = {
  refused: ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EHOSTDOWN', 'ENETDOWN', 'EACCES'],
  reset: ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET', 'UND_ERR_CLOSED', 'UND_ERR_DESTROYED'],
  timeout: ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'],
  dns: ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME'],
  tls: ['EPROTO'],
  aborted: ['UND_ERR_ABORTED', 'ABORT_ERR'],
};

/** What OpenSSL and Node call a certificate that does not do. */
const tlsCode =
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_)/;

/** Any error of a connection as a TransportError, with its kind; the message is that of the cause. */
export function transportError(error: unknown): TransportError {
  if (error instanceof TransportError) return error;
  const causes = causesOf(error);
  for (const cause of causes) {
    const kind = kindOf(codeOf(cause));
    if (kind !== undefined) return new TransportError(kind, messageOf(cause));
  }
  return new TransportError('protocol', messageOf(error));
}

/** The error, what caused it, and, where several addresses were tried, the error of each. */
function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  let next: unknown = error;
  while (next instanceof Error && !causes.includes(next)) {
    causes.push(next);
    if (next instanceof AggregateError) causes.push(...next.errors);
    next = next.cause;
  }
  return causes;
}

function kindOf(code: string): Failure['kind'] | undefined {
  if (tlsCode.test(code)) return 'tls';
  for (const kind of ['refused', 'reset', 'timeout', 'dns', 'tls', 'aborted'] as const) {
    if (codes[kind].includes(code)) return kind;
  }
  return undefined;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === '' ? codeOf(error) || error.name : error.message;
}
