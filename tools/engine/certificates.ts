/**
 * The certificate that the Temporal server's own services show each other. It is signed by itself and believed by nobody else,
 * so it needs no authority and no program: a minimal X.509 (RFC 5280) in DER, P-256, for server and client.
 */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface CertificateFiles {
  certificate: string;
  key: string;
}

/** The name in it; the server's settings expect it (tools/temporal/server.yaml). */
const NAME = 'duban-engine';

/** Two files, made together once: the certificate, and the key (readable by its owner only). */
export async function internodeCertificate(folder: string): Promise<CertificateFiles> {
  const files = { certificate: join(folder, 'internode.pem'), key: join(folder, 'internode.key') };
  if (!existsSync(files.key)) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await whole(files.key, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
  }
  if (!existsSync(files.certificate)) {
    const pem = certificateOf(createPrivateKey(await readFile(files.key)))
      .toString('base64')
      .replaceAll(/.{1,64}/g, '$&\n');
    await whole(
      files.certificate,
      `-----BEGIN CERTIFICATE-----\n${pem}-----END CERTIFICATE-----\n`,
      0o644,
    );
  }
  return files;
}

async function whole(file: string, text: string, mode: number): Promise<void> {
  const beside = `${file}.${process.pid}`;
  await writeFile(beside, text, { mode });
  await chmod(beside, mode);
  await rename(beside, file);
}

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const long =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...long]), content]);
};
const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const oid = (...bytes: number[]): Buffer => der(0x06, Buffer.from(bytes));
const bits = (content: Buffer): Buffer => der(0x03, Buffer.from([0]), content);
const TRUE = der(0x01, Buffer.from([0xff]));

const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const commonName = sequence(
  der(0x31, sequence(oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from(NAME)))),
);
const extensions = der(
  0xa3,
  sequence(
    // basicConstraints: an authority, for itself
    sequence(oid(0x55, 0x1d, 0x13), TRUE, der(0x04, sequence(TRUE))),
    // keyUsage: digitalSignature, keyCertSign
    sequence(oid(0x55, 0x1d, 0x0f), TRUE, der(0x04, der(0x03, Buffer.from([0x02, 0x84])))),
    // extKeyUsage: serverAuth, clientAuth
    sequence(
      oid(0x55, 0x1d, 0x25),
      der(
        0x04,
        sequence(
          oid(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01),
          oid(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02),
        ),
      ),
    ),
    // subjectAltName
    sequence(oid(0x55, 0x1d, 0x11), der(0x04, sequence(der(0x82, Buffer.from(NAME))))),
  ),
);

/** Valid as long as the short form of a date reaches: whoever wants another deletes both files. */
function certificateOf(key: KeyObject): Buffer {
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(15)]);
  const validity = sequence(
    der(0x17, Buffer.from('200101000000Z')),
    der(0x17, Buffer.from('491231235959Z')),
  );
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ecdsaWithSha256,
    commonName,
    validity,
    commonName,
    spki,
    extensions,
  );
  return sequence(body, ecdsaWithSha256, bits(sign('sha256', body, key)));
}
