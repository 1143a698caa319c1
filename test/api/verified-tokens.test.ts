/** A token that was verified is kept as verified for a minute; never beyond its own end, and never another token for it. */
import { rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { jwtVerifier } from '../../api/http/authentication.ts';
import type { TokenVerifier } from '../../api/http/deps.ts';
import { AUDIENCE, ISSUER, makeKeys, signer, type Keys } from './harness.ts';

let keys: Keys;
let tokens: TokenVerifier;
const start = Date.now();
const seconds = (n: number): number => Math.floor(start / 1000) + n;
const after = (n: number): void => void vi.setSystemTime(seconds(n) * 1000);

beforeAll(async () => {
  keys = await makeKeys();
});
afterAll(() => rm(dirname(keys.file), { recursive: true }));
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  after(0);
  tokens = jwtVerifier({ jwksFile: keys.file, issuer: ISSUER, audience: AUDIENCE });
});
afterEach(() => {
  vi.useRealTimers();
});

const mint = (issued: number, expires: number): Promise<string> =>
  signer(keys)('o-jds-1', { issuedAt: seconds(issued), expiresAt: seconds(expires) });

it('expires when it says, though it was verified before', async () => {
  const token = await mint(0, 30);
  expect(await tokens.verify(token)).toEqual({ subject: 'o-jds-1' });
  after(29);
  expect(await tokens.verify(token)).toEqual({ subject: 'o-jds-1' });
  after(36);
  await expect(tokens.verify(token)).rejects.toThrow(/exp/);
});

it('is too old after eight hours, though it was verified before', async () => {
  const token = await mint(-8 * 3600 + 20, 3600);
  expect(await tokens.verify(token)).toEqual({ subject: 'o-jds-1' });
  after(26);
  await expect(tokens.verify(token)).rejects.toThrow(/iat/);
});

it('another one with its signature is refused', async () => {
  const [token, other] = [
    await mint(0, 600),
    await signer(keys)('o-admin', { issuedAt: seconds(0), expiresAt: seconds(600) }),
  ];
  await tokens.verify(token);
  const [head, , signature] = token.split('.');
  await expect(tokens.verify(`${head}.${other.split('.')[1]}.${signature}`)).rejects.toThrow(
    /signature/,
  );
});

it('is verified again after a minute, by the keys of then', async () => {
  const own = await makeKeys();
  try {
    const verifier = jwtVerifier({ jwksFile: own.file, issuer: ISSUER, audience: AUDIENCE });
    const token = await signer(own)('o-jds-1', { issuedAt: seconds(0), expiresAt: seconds(600) });
    await verifier.verify(token);
    await writeFile(own.file, '{"keys":[]}');
    after(59);
    // A key it does not know makes it read the file again.
    await expect(
      verifier.verify(
        await new SignJWT({ sub: 'o-jds-1' })
          .setProtectedHeader({ alg: 'ES256', kid: 'new' })
          .sign(own.es256),
      ),
    ).rejects.toThrow(/key/);
    expect(await verifier.verify(token)).toEqual({ subject: 'o-jds-1' });
    after(61);
    await expect(verifier.verify(token)).rejects.toThrow(/key/);
  } finally {
    await rm(dirname(own.file), { recursive: true });
  }
});
