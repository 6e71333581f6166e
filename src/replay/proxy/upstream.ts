import { type ClientRequest, Agent as HttpAgent, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { rootCertificates } from 'node:tls';

export interface UpstreamOptions {
  /** Accepts any certificate. */
  readonly insecure?: boolean | undefined;
  /** A certificate authority to trust beside the known ones: PEM. */
  readonly caCert?: string | undefined;
}

/** The way from the proxy to the target for one connection of a client. */
export interface Upstream {
  readonly begin: (message: {
    readonly method: string;
    readonly path: string;
    readonly rawHeaders: readonly string[];
  }) => ClientRequest;
  readonly close: () => void;
}

/** Opens ways to the origin of a target: a connection of its own for each connection of a client, kept as long as that. */
export function upstreams(origin: string, options: UpstreamOptions): () => Upstream {
  const { protocol, hostname, port } = new URL(origin);
  const isTls = protocol === 'https:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const tls = {
    ...(options.insecure === true ? { rejectUnauthorized: false } : {}),
    ...(options.caCert === undefined ? {} : { ca: [...rootCertificates, options.caCert] }),
  };
  return () => {
    const agent = isTls
      ? new HttpsAgent({ keepAlive: true, maxSockets: 1, ...tls })
      : new HttpAgent({ keepAlive: true, maxSockets: 1 });
    return {
      begin: ({ method, path, rawHeaders }) => {
        const asked = {
          agent,
          hostname: host,
          port: port === '' ? undefined : Number(port),
          method,
          path,
          headers: rawHeaders,
          setDefaultHeaders: false,
        };
        return isTls ? requestHttps(asked) : requestHttp(asked);
      },
      close: () => agent.destroy(),
    };
  };
}
