/**
 * 会话的秘密 What a browser holds is random and is kept nowhere here: of a session the hash, of a sign-in under way nothing at all. Whatever else is needed
 * (the CSRF token of the forms; state, nonce and PKCE verifier of a sign-in) is made of it, each for one use.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CookieOptions, Request, Response } from 'express';

export const newSecret = (): string => randomBytes(32).toString('base64url');
export const hashed = (secret: string): string => createHash('sha256').update(secret).digest('hex');
/** 43 characters of base64url, as a PKCE verifier has to be at least. */
export const madeOf = (secret: string, use: string): string =>
  createHmac('sha256', secret).update(use).digest('base64url');

export function same(given: string | null, wanted: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** `__Host-`: of this host alone, over TLS, for every path. Only the embedded mode has no TLS. */
export interface CookieJar {
  read(req: Request, name: CookieName): string | undefined;
  write(res: Response, name: CookieName, value: string, seconds?: number): void;
  clear(res: Response, name: CookieName): void;
}
type CookieName = 'desk' | 'desk-sign-in';

export function cookieJar(secure: boolean): CookieJar {
  const nameOf = (name: CookieName): string => `${secure ? '__Host-' : ''}duban-${name}`;
  const options: CookieOptions = { httpOnly: true, secure, sameSite: 'lax', path: '/' };
  return {
    read(req, name) {
      const wanted = `${nameOf(name)}=`;
      const found = (req.get('cookie') ?? '')
        .split(/; */)
        .filter((one) => one.startsWith(wanted))
        .map((one) => one.slice(wanted.length));
      // Somebody has planted a second one: neither counts.
      return found.length === 1 && /^[\w.-]{20,1000}$/.test(found[0]!) ? found[0] : undefined;
    },
    write(res, name, value, seconds) {
      res.cookie(nameOf(name), value, {
        ...options,
        ...(seconds !== undefined && { maxAge: seconds * 1000 }),
      });
    },
    clear: (res, name) => void res.clearCookie(nameOf(name), options),
  };
}
