/** Who somebody is comes from the token; what they may comes from the registry. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Request, RequestHandler, Response } from 'express';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { findCallers, type CallerRow } from '../../db/queries/access.ts';
import { holdsRole, refuseOffice } from '../../domain/law/authority.ts';
import { citedUnder } from '../../domain/law/cited.ts';
import { roleName, type Role, type UnitRole } from '../../domain/registry/roles.ts';
import { isReserved } from '../../domain/registry/rules.ts';
import type { Deps, TokenClaims, TokenVerifier } from './deps.ts';
import { vouchedFor } from './inside.ts';
import { Problem } from './problems.ts';
import { faultOf } from './problem-answer.ts';
import { batched } from './batch.ts';

/** 办理人 The person or system that makes a request, as registered. */
export interface Caller {
  id: string;
  kind: 'person' | 'system';
  unit: string;
  bureau: string;
  roles: readonly Role[];
  unitRoles: readonly UnitRole[];
  /** TJ51-19.2: removed from enforcement; may read, but holds no role any more. */
  removed: boolean;
  /** The system that acts for the person, where the token says so (RFC 8693). */
  system?: string;
}

export interface JwtOptions {
  /** One of the two. */
  jwksUrl?: string | undefined;
  jwksFile?: string | undefined;
  issuer: string;
  audience: string;
}

/** For so many milliseconds a verified token is not verified again, and never beyond its own end: checking a signature costs as much as the rest of a request. */
const VERIFIED_FOR = 60_000;
const MOST_VERIFIED = 10_000;
const MAX_AGE_HOURS = 8;

/** Signature, issuer, audience and age of a bearer JWT; only ES256 and RS256, so that neither `none` nor a shared secret passes. A key that is withdrawn works on for a minute. */
export function jwtVerifier(options: JwtOptions): TokenVerifier {
  const keys = keySource(options);
  const verified = new Map<string, { claims: TokenClaims; until: number }>();
  return {
    async verify(token) {
      const now = Date.now();
      const known = verified.get(token);
      if (known && now < known.until) return known.claims;
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['ES256', 'RS256'],
        issuer: options.issuer,
        audience: options.audience,
        maxTokenAge: `${MAX_AGE_HOURS}h`,
        clockTolerance: 5,
        requiredClaims: ['sub', 'iat', 'exp'],
      });
      const claims = claimsOf(payload);
      if (verified.size >= MOST_VERIFIED) verified.clear();
      verified.set(token, {
        claims,
        until: Math.min(
          now + VERIFIED_FOR,
          payload.exp! * 1000,
          (payload.iat! + MAX_AGE_HOURS * 3600) * 1000,
        ),
      });
      return claims;
    },
  };
}

function keySource({ jwksUrl, jwksFile }: JwtOptions): JWTVerifyGetKey {
  if (jwksUrl) return createRemoteJWKSet(new URL(jwksUrl));
  if (!jwksFile)
    throw new Error('settings: OIDC_JWKS_URL or OIDC_JWKS_FILE is needed to check tokens');
  return keyFile(jwksFile);
}

/** A key file is read again when a token names a key it does not hold, at most every ten seconds. */
function keyFile(path: string): JWTVerifyGetKey {
  let keys: JWTVerifyGetKey | undefined;
  let readAt = 0;
  const read = async (): Promise<JWTVerifyGetKey> => {
    readAt = Date.now();
    return createLocalJWKSet(JSON.parse(await readFile(path, 'utf8')) as JSONWebKeySet);
  };
  return async (header, token) => {
    keys ??= await read();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || Date.now() - readAt < 10_000) throw error;
      keys = await read();
      return keys(header, token);
    }
  };
}

function claimsOf(payload: JWTPayload): TokenClaims {
  const act = payload['act'];
  if (act === undefined) return { subject: String(payload.sub) };
  const actor = typeof act === 'object' && act !== null && 'sub' in act ? act.sub : undefined;
  if (typeof actor !== 'string') throw new Problem('invalid-delegation');
  return { subject: String(payload.sub), actor };
}

/** Whose row could stand in the registry; a row under a name of the system's own, from before those were reserved, lets nobody in. */
const registrable = (id: string | undefined): id is string =>
  id !== undefined && /^[A-Za-z0-9._-]{1,64}$/.test(id) && !isReserved(id);

/** Checks the token, looks the subject up, and leaves the caller on `res.locals.caller`. */
export function authenticate(deps: Deps): RequestHandler {
  const callersOf = batched(
    async (asked: readonly string[][]) => {
      const rows = await findCallers(deps.sql, [...new Set(asked.flat())]);
      return asked.map((ids) => rows.filter(({ id }) => ids.includes(id)));
    },
    { most: 50 },
  );
  return async (req, res, next) => {
    const claims = vouchedFor(req) ?? (await claimsFrom(deps, req));
    res.locals['subject'] = `unregistered:${fingerprint(claims.subject)}`;
    const rows = await callersOf([claims.subject, claims.actor].filter(registrable));
    res.locals['caller'] = admitted(rows, claims, res);
    next();
  };
}

/** Of the bearer token that came with the request. */
async function claimsFrom(deps: Deps, req: Request): Promise<TokenClaims> {
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(req.get('authorization') ?? '')?.[1];
  if (!token) throw unauthenticated('缺少 Bearer 令牌', 'A bearer token is required');
  return verified(deps, token);
}

/** An unregistered subject may be a name or a number of a person: only its fingerprint is kept. */
export const fingerprint = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16);

const unauthenticated = (zh: string, en: string, error = ''): Problem =>
  new Problem('unauthenticated', {
    say: { zh, en },
    headers: { 'WWW-Authenticate': `Bearer realm="duban"${error}` },
  });

async function verified(deps: Deps, token: string): Promise<TokenClaims> {
  try {
    return await deps.tokens.verify(token);
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error instanceof errors.JWTExpired)
      throw unauthenticated('令牌已过期', 'The token has expired', ', error="invalid_token"');
    if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout))
      throw unauthenticated('令牌无效', 'The token is not valid', ', error="invalid_token"');
    deps.log.error({ fault: faultOf(error) }, 'the keys that check tokens cannot be read');
    throw new Problem('not-ready');
  }
}

function admitted(rows: CallerRow[], claims: TokenClaims, res: Response): Caller {
  const row = rows.find((r) => r.id === claims.subject);
  if (!row) throw new Problem('unknown-caller');
  res.locals['subject'] = row.id;
  if (claims.actor !== undefined)
    assertDelegation(
      row,
      rows.find((r) => r.id === claims.actor),
    );
  else if (row.kind === 'system' && row.roles.length === 0)
    throw new Problem('system-without-role');
  return { ...registered(row), ...(claims.actor !== undefined && { system: claims.actor }) };
}

export const registered = (row: CallerRow): Caller => ({
  ...row,
  roles: row.roles as Role[],
  unitRoles: row.unitRoles as UnitRole[],
});

/** A registered system may act for a person of its own bureau, never for another system, and no person acts for another this way. */
function assertDelegation(subject: CallerRow, actor: CallerRow | undefined): void {
  if (
    actor &&
    !actor.removed &&
    actor.kind === 'system' &&
    subject.kind === 'person' &&
    actor.bureau === subject.bureau
  )
    return;
  throw new Problem('invalid-delegation', {
    say: {
      zh: '只有本局已登记的系统可以代本局登记的人员办理',
      en: 'Only a registered system may act for a registered person, both of one bureau',
    },
  });
}

/** Whether the caller holds one of the roles today. */
export const holds = (caller: Caller, ...roles: readonly Role[]): boolean =>
  holdsRole(caller, ...roles);

/** Refuses whoever holds no office today: removed (TJ51-19.2), or registered for nothing. `under`: the clause of what was to be done. */
export function requireOffice(caller: Caller, under = ''): void {
  const refusal = citedUnder(under, refuseOffice(caller));
  if (refusal) throw Problem.refused(refusal);
}

/** Refuses a caller without any of the roles; TJ51-19.2: a removed officer holds none. */
export function requireRole(caller: Caller, roles: readonly Role[], under = ''): void {
  if (caller.removed) requireOffice(caller, under);
  if (holds(caller, ...roles)) return;
  throw new Problem('not-authorised', {
    say: {
      zh: `需要以下角色之一：${roles.map((role) => roleName(role).zh).join('、')}`,
      en: `One of these roles is required: ${roles.map((role) => roleName(role).en).join(', ')}`,
    },
  });
}
