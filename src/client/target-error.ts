import { type Failure, TransportError } from '#wire';

/** The target cannot be tested. The message is one sentence; `mend` is another that says what to try. */
export class TargetError extends Error {
  readonly mend: string;

  constructor(message: string, mend: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TargetError';
    this.mend = mend;
  }
}

interface FailureRow {
  readonly says: (target: string) => string;
  readonly mend: string;
}

/** What each kind of failure means to someone who typed an address. */
const failures: Readonly<Record<Failure['kind'], FailureRow>> = {
  refused: {
    says: (target) => `nothing listens at ${target}`,
    mend: 'Start the server, or correct host and port.',
  },
  reset: {
    says: (target) => `${target} closed the connection without an answer`,
    mend: 'See whether the server speaks https where the address says http, and what its log says.',
  },
  timeout: {
    says: (target) => `${target} did not answer in time`,
    mend: 'See whether the address can be reached from here (firewall, VPN), or allow more with --request-timeout.',
  },
  dns: {
    says: (target) => `the host of ${target} has no address`,
    mend: 'Correct the host name, or see whether its network is connected.',
  },
  tls: {
    says: (target) => `the TLS connection to ${target} failed`,
    mend: 'Trust its authority with --cacert FILE, accept any certificate with -k, or use http if it speaks no TLS.',
  },
  protocol: {
    says: (target) => `${target} does not answer as an HTTP server does`,
    mend: 'See that the address is that of a SCIM server, and its scheme (http or https) is right.',
  },
  aborted: {
    says: (target) => `the request to ${target} was given up`,
    mend: 'Run it again.',
  },
};

/** Why nothing came back from the target, as an error for whoever named it. Anything but a TransportError stays. */
export function targetError(error: unknown, baseUrl: string): unknown {
  if (!(error instanceof TransportError)) return error;
  const { says, mend } = failures[error.kind];
  return new TargetError(`${says(baseUrl)} (${error.message})`, mend, { cause: error });
}
