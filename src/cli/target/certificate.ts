import { once } from 'node:events';
import { connect } from 'node:tls';
import type { Target } from './target.ts';

/** How the way to the target is protected, in one line of `doctor`. A handshake that fails is told by the first request. */
export async function certificateOf(target: Target): Promise<{ about: string; state: string; says: string }> {
  const about = 'encryption';
  const { protocol, hostname, port } = new URL(target.url);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol === 'http:') {
    return isLoopback(host)
      ? { about, state: 'good', says: 'none, which is fine on this machine' }
      : { about, state: 'note', says: 'none: the credential travels in the open; identity providers ask for https' };
  }
  const socket = connect({
    host,
    port: port === '' ? 443 : Number(port),
    servername: /[a-z]/i.test(host) && !host.includes(':') ? host : '',
    rejectUnauthorized: false,
    timeout: target.requestTimeoutMs,
    ...(target.caCert === undefined ? {} : { ca: target.caCert.pem }),
  });
  try {
    await once(socket, 'secureConnect');
    const { valid_to: until, issuer } = socket.getPeerCertificate();
    const says = `${socket.getProtocol() ?? 'TLS'}, certificate of ${nameOf(issuer)} until ${until}`;
    if (socket.authorized) return { about, state: 'good', says };
    return { about, state: 'note', says: `${says}, which is not trusted here (${socket.authorizationError.message})` };
  } catch {
    return { about, state: 'note', says: 'the handshake fails' };
  } finally {
    socket.destroy();
  }
}

function nameOf(issuer: { readonly O?: string | string[]; readonly CN?: string | string[] } | undefined): string {
  return [issuer?.O ?? issuer?.CN ?? 'an unknown authority'].flat().join(', ');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
