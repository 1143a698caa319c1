/** The embedded mode's own keys: one with which engine tokens are signed, one of the development issuer of officers' tokens, one that seals secrets at rest, one that seals registers. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { internodeCertificate, type CertificateFiles } from './certificates.ts';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

export interface KeyFiles {
  key: string;
  jwks: string;
}

export async function keysIn(folder: string): Promise<{
  engine: KeyFiles;
  issuer: KeyFiles;
  sealing: string;
  register: string;
  internode: CertificateFiles;
}> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return {
    engine: await keyPair(folder, 'engine'),
    issuer: await keyPair(folder, 'issuer'),
    sealing: await sealingKey(folder, 'sealing'),
    register: await sealingKey(folder, 'register'),
    internode: await internodeCertificate(folder),
  };
}

/** Two files: a private ES256 key (readable by its owner only) and the JWKS of its public half. */
export async function keyPair(folder: string, name: string): Promise<KeyFiles> {
  const files = { key: join(folder, `${name}.key.json`), jwks: join(folder, `${name}.jwks.json`) };
  const { kty, crv, x, y, kid } = (await readKey(files.key)) ?? (await newKey(files.key));
  await writeWhole(
    files.jwks,
    { keys: [{ kty, crv, x, y, kid, alg: 'ES256', use: 'sig' }] },
    0o644,
  );
  return files;
}

/** A file with 32 random bytes in base64. What is sealed under a lost key is lost: a file that is there stays as it is. */
export const sealingKey = (folder: string, name: 'sealing' | 'register'): Promise<string> =>
  secretFile(join(folder, `${name}.key`), 'base64');

/** The same for what a person or a program sends along: a token, a password. */
export const wordFile = (
  folder: string,
  name: 'metrics.token' | 'grafana.password',
): Promise<string> => secretFile(join(folder, name), 'base64url');

async function secretFile(file: string, encoding: 'base64' | 'base64url'): Promise<string> {
  await writeFile(file, `${randomBytes(32).toString(encoding)}\n`, {
    mode: 0o600,
    flag: 'wx',
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return file;
}

async function readKey(file: string): Promise<JWK | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function newKey(file: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const key = { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' };
  await writeWhole(file, key, 0o600);
  return key;
}

/** Writes a JSON file in one step, so that a reader never meets half of it. */
export async function writeWhole(file: string, content: unknown, mode: number): Promise<void> {
  const beside = `${file}.${process.pid}`;
  await writeFile(beside, `${JSON.stringify(content, null, 2)}\n`, { mode });
  await chmod(beside, mode);
  await rename(beside, file);
}
