/**
 * Tokens for the Temporal server. It names in a file's history the subject of the token that came with each call,
 * so the API sends every act with a token of the officer, minted here with a key whose public half the server knows.
 */
import { readFile } from 'node:fs/promises';
import { importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';

export interface SigningKey {
  kid: string;
  key: CryptoKey | Uint8Array;
}

/** `permissions` are Temporal's: `<namespace>:read|write|worker|admin`, and `temporal-system:admin` for setting up. */
export interface EngineClaims {
  sub: string;
  permissions: readonly string[];
  ttlSeconds?: number;
}

const defaultTtl = 300;

/** Whom these tokens are for: the server takes no others, were they ever so well signed (tools/temporal/server.yaml). */
const AUDIENCE = 'duban-engine';

/** Reads a private ES256 key (one JWK in a file). */
export async function readSigningKey(file: string): Promise<SigningKey> {
  const jwk = JSON.parse(await readFile(file, 'utf8')) as JWK;
  if (!jwk.kid || !jwk.d || jwk.crv !== 'P-256')
    throw new Error(`${file}: not a private ES256 key (JWK) with a kid`);
  return { kid: jwk.kid, key: await importJWK(jwk, 'ES256') };
}

export function mintEngineToken(key: SigningKey, claims: EngineClaims): Promise<string> {
  return new SignJWT({ permissions: [...claims.permissions] })
    .setProtectedHeader({ alg: 'ES256', kid: key.kid })
    .setSubject(claims.sub)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${claims.ttlSeconds ?? defaultTtl} s`)
    .sign(key.key);
}

/** What `keepToken` needs of a connection: both the client's and the worker's have it. */
export interface TokenHolder {
  setApiKey(apiKey: string): void | Promise<void>;
}

/** Keeps a long-lived connection's token fresh, renewing well before it ends. Returns how to stop. */
export async function keepToken(
  connection: TokenHolder,
  key: SigningKey,
  claims: EngineClaims,
): Promise<() => void> {
  const renew = async (): Promise<void> => connection.setApiKey(await mintEngineToken(key, claims));
  await renew();
  const timer = setInterval(
    () => void renew().catch(() => {}),
    ((claims.ttlSeconds ?? defaultTtl) * 1000 * 2) / 3,
  );
  timer.unref();
  return () => clearInterval(timer);
}
