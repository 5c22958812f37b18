import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { messageOf, usageError } from '../../../errors.js';

/** The certificates in a CA file, in PEM. Throws a usageError when it cannot be read or holds none. */
export function readCaFile(file: string): string {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    throw usageError(`The CA file ${file} cannot be read (${messageOf(error)}): check its path.`, error);
  }
  try {
    // Reads the first; OpenSSL, which gets them all, ignores what is not a certificate.
    new X509Certificate(pem);
  } catch (error) {
    throw usageError(
      `The CA file ${file} is not a certificate in PEM (-----BEGIN CERTIFICATE-----): download it again.`,
      error,
    );
  }
  return pem;
}
