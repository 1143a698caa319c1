/** Ed25519 (RFC 8032) by the system's cryptography, with keys as their bare 32 bytes. */
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

export const KEY_LENGTH = 32;
const SIGNATURE_LENGTH = 64;

/** What PKCS #8 puts before the seed of an Ed25519 key (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

export type VerifySignature = (message: Uint8Array, signature: Uint8Array) => boolean;

export function ed25519Verifier(publicKey: Uint8Array): VerifySignature {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
    format: 'jwk',
  });
  return (message, signature) =>
    signature.length === SIGNATURE_LENGTH && verify(null, message, key, signature);
}

export interface Ed25519Key {
  publicKey: Uint8Array;
  sign: (message: Uint8Array) => Uint8Array;
}

export const ed25519FromSeed = (seed: Uint8Array): Ed25519Key =>
  ed25519FromKey(
    createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' }),
  );

const ed25519FromKey = (key: KeyObject): Ed25519Key => ({
  publicKey: publicKeyOf(createPublicKey(key)),
  sign: (message) => sign(null, message, key),
});

function publicKeyOf(key: KeyObject): Uint8Array {
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('no Ed25519 key');
  return Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url');
}

/** A secret key in PKCS #8, and a public one in SPKI or the public half of a secret one; they throw where it is no Ed25519 key in PEM. */
export const ed25519FromPem = (pem: string): Ed25519Key => ed25519FromKey(createPrivateKey(pem));
export const publicKeyFromPem = (pem: string): Uint8Array => publicKeyOf(createPublicKey(pem));
