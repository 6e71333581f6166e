import { X509Certificate } from 'node:crypto';
import { readText } from '../files.ts';
import { UsageError } from '../usage-error.ts';

/**
 * What a file of certificate authorities holds, as PEM. What is none would be passed over in silence by TLS, and the
 * target blamed for it.
 * @throws UsageError
 */
export function authorityIn(file: string): string {
  const pem = readText(file, 'certificate file');
  const certificates = pem.match(/-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----.*?-----END [^-]*-----/gs) ?? [];
  if (certificates.length > 0 && certificates.every(isCertificate)) return pem;
  throw new UsageError(`the certificate file ${file} holds no certificate in PEM.`);
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
