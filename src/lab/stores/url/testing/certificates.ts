import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The files of a server's certificate and its key, in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface Certificates {
  /** The authority that has signed all of them. */
  readonly caFile: string;
  /** An authority that has signed none of them. */
  readonly strangeCaFile: string;
  /** For localhost, 127.0.0.1 and ::1. */
  readonly good: Certificate;
  /** For db.example.com alone. */
  readonly elsewhere: Certificate;
  readonly expired: Certificate;
  remove(): void;
}

export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Makes an authority of our own and certificates, in a temporary directory. */
export function makeCertificates(): Certificates {
  const directory = mkdtempSync(path.join(tmpdir(), 'certificates-'));
  const file = (name: string) => path.join(directory, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });

  const authority = (name: string) => {
    const key = [
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      file(`${name}.key`),
    ];
    openssl('req', '-x509', ...key, '-subj', `/CN=${name}`, '-days', '2', '-out', file(`${name}.pem`));
    return file(`${name}.pem`);
  };
  const caFile = authority('ca');
  const strangeCaFile = authority('stranger');

  const signed = (name: string, hosts: string, days: number): Certificate => {
    const [cert, key, request, extensions] = ['pem', 'key', 'csr', 'ext'].map((end) =>
      file(`${name}.${end}`),
    ) as [string, string, string, string];
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key];
    openssl('req', '-new', ...made, '-subj', `/CN=${name}`, '-out', request);
    writeFileSync(extensions, `subjectAltName=${hosts}\n`);
    const by = ['-CA', caFile, '-CAkey', file('ca.key'), '-CAcreateserial', '-days', String(days)];
    openssl('x509', '-req', '-in', request, ...by, '-extfile', extensions, '-out', cert);
    return { cert, key };
  };
  const here = 'DNS:localhost,IP:127.0.0.1,IP:::1';
  return {
    caFile,
    strangeCaFile,
    good: signed('good', here, 2),
    elsewhere: signed('elsewhere', 'DNS:db.example.com', 2),
    expired: signed('expired', here, -1),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
