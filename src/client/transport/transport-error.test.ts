import { expect, test } from '@playwright/test';
import { TransportError } from '#wire';
import { transportError } from './transport-error.ts';

function coded(code: string, message = 'the cause'): Error {
  return Object.assign(new Error(message), { code });
}

for (const [code, kind] of [
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['ECONNREFUSED', 'refused'],
  ['EHOSTUNREACH', 'refused'],
  ['ECONNRESET', 'reset'],
  ['UND_ERR_SOCKET', 'reset'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['ETIMEDOUT', 'timeout'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
  ['UND_ERR_ABORTED', 'aborted'],
  ['HPE_INVALID_CONSTANT', 'protocol'],
  ['ANYTHING_ELSE', 'protocol'],
] as const) {
  test(`calls ${code} ${kind}, also when it is only the cause`, () => {
    expect(transportError(coded(code))).toMatchObject({ kind, message: 'the cause' });
    expect(transportError(new TypeError('fetch failed', { cause: coded(code) })).kind).toBe(kind);
  });
}

test('reads the errors of the addresses when none of several could be reached', () => {
  const all = new AggregateError([coded('ECONNREFUSED', 'connect ECONNREFUSED ::1:9'), coded('ECONNREFUSED')]);
  expect(transportError(all)).toMatchObject({ kind: 'refused', message: 'connect ECONNREFUSED ::1:9' });
});

test('says the code where an error has no message, and keeps a TransportError as it is', () => {
  expect(transportError(coded('ECONNRESET', '')).message).toBe('ECONNRESET');
  expect(transportError('odd')).toMatchObject({ kind: 'protocol', message: 'odd' });
  const known = new TransportError('tls', 'known');
  expect(transportError(known)).toBe(known);
});

test('does not run in circles when errors cause each other', () => {
  const error = new Error('round');
  error.cause = error;
  expect(transportError(error)).toMatchObject({ kind: 'protocol', message: 'round' });
});
