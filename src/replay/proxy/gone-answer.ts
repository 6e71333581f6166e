import type { ServerResponse } from 'node:http';
import { errorBody, statusError } from '#scim';
import type { TransportError } from '#wire';

const reasons: Readonly<Record<string, string>> = {
  refused: 'nothing listens there',
  dns: 'its host has no address',
  tls: 'no TLS connection could be made; see --cacert and -k',
  timeout: 'it did not answer in time',
  reset: 'it closed the connection without an answer',
};

/** What the client is told when there was no answer to pass on: by whom, and why. */
export function goneAnswer(outgoing: ServerResponse, target: string, failure: TransportError): void {
  const detail = `scimulate record could not get an answer from ${target}: ${reasons[failure.kind] ?? failure.message} (${failure.message})`;
  const body = JSON.stringify(errorBody(statusError(502, detail)));
  outgoing.writeHead(502, ['Content-Type', 'application/scim+json', 'Content-Length', String(Buffer.byteLength(body))]);
  outgoing.end(body);
}
