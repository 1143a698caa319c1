/** An application on the run's database, with an issuer of its own, and whoever the tests want to be. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Express } from 'express';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { pino } from 'pino';
import request from 'supertest';
import { inject } from 'vitest';
import { createApp, type AppDeps } from '../../api/http/app.ts';
import { jwtVerifier } from '../../api/http/authentication.ts';
import type { Deps } from '../../api/http/deps.ts';
import { commitmentRegistries } from '../../api/commitment-registries/index.ts';
import { inspectionRegistries } from '../../api/inspection-registries/index.ts';
import { registries as general } from '../../api/registries/index.ts';
import { createService } from '../../api/service.ts';
import { connect, type Sql } from '../../db/client.ts';
import { writeRow } from '../../db/queries/registry-writes.ts';
import { findRow } from '../../db/queries/registry.ts';
import type { Officer, RegistryName, RegistryRows } from '../../domain/registry/shapes.ts';
import { instant } from '../../domain/time/instant.ts';
import { observe } from '../setup/contract.ts';
import { settingsSchema } from '../../settings.ts';

export const ISSUER = 'urn:duban:api-tests';
export const AUDIENCE = 'duban';

export interface Keys {
  es256: CryptoKey;
  rs256: CryptoKey;
  file: string;
  stranger: CryptoKey;
}

/** Keys in a folder of their own under the system's temporary folder. */
export async function makeKeys(): Promise<Keys> {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-api-keys-'));
  const [es, rs, other] = await Promise.all([
    generateKeyPair('ES256', { extractable: true }),
    generateKeyPair('RS256', { extractable: true }),
    generateKeyPair('ES256'),
  ]);
  const file = path.join(folder, 'jwks.json');
  const jwks = {
    keys: [
      { ...(await exportJWK(es.publicKey)), kid: 'es', alg: 'ES256' },
      { ...(await exportJWK(rs.publicKey)), kid: 'rs', alg: 'RS256' },
    ],
  };
  writeFileSync(file, JSON.stringify(jwks));
  return { es256: es.privateKey, rs256: rs.privateKey, file, stranger: other.privateKey };
}

export interface TokenOptions {
  issuer?: string;
  audience?: string;
  issuedAt?: number;
  expiresAt?: number;
  key?: CryptoKey;
  alg?: 'ES256' | 'RS256';
  claims?: JWTPayload;
}

export function signer(keys: Keys) {
  return async (sub: string | undefined, options: TokenOptions = {}): Promise<string> => {
    const { issuer = ISSUER, audience = AUDIENCE, alg = 'ES256', claims = {} } = options;
    const now = Math.floor(Date.now() / 1000);
    const jwt = new SignJWT({ ...(sub !== undefined && { sub }), ...claims })
      .setProtectedHeader({ alg, kid: alg === 'ES256' ? 'es' : 'rs' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(options.issuedAt ?? now)
      .setExpirationTime(options.expiresAt ?? now + 600);
    return jwt.sign(options.key ?? (alg === 'ES256' ? keys.es256 : keys.rs256));
  };
}

export interface Harness {
  sql: Sql;
  deps: Deps;
  app: Express;
  log: Record<string, unknown>[];
  keys: Keys;
  token: ReturnType<typeof signer>;
  end(): Promise<void>;
  /** A request as a registered caller; `null`: without a token. */
  ask(caller: string | null, method: Method, url: string, given?: Asked): Promise<request.Response>;
}

export type Method = 'get' | 'put' | 'post' | 'delete';
interface Asked {
  body?: string | object | undefined;
  headers?: Record<string, string>;
}

/** What can be asked without a file: the registries. */
const registries = [general, commitmentRegistries, inspectionRegistries];

/** Ask in a `beforeAll`; closes itself. */
export async function harness(more: Partial<AppDeps> = {}): Promise<Harness> {
  const keys = await makeKeys();
  const sql = connect(inject('stack').databaseUrl, { max: 4, name: 'api-tests' });
  const log: Record<string, unknown>[] = [];
  const deps: AppDeps = {
    sql,
    clock: { now: () => instant(Date.now()) },
    tokens: jwtVerifier({ jwksFile: keys.file, issuer: ISSUER, audience: AUDIENCE }),
    log: pino(
      { level: 'debug' },
      {
        write: (text: string) => {
          log.push(JSON.parse(text) as Record<string, unknown>);
        },
      },
    ),
    limits: { perAddress: 1e6, perCaller: 1e6, calculator: 1e6, feed: 1e6 },
    checkReplies: true,
    allowFictitious: true,
    ...more,
    routes: [...registries.flatMap((room) => room.open().routes), ...(more.routes ?? [])],
  };
  const app = createApp(deps);
  observe(app, { whole: false, bodies: true });
  return around(deps, app, log, keys);
}

/** The whole API with the procedures' routes, as main.ts serves it, on the run's engine. It lists rows of every test, also those put past the registry's rules: replies are not checked. */
export async function wholeHarness(): Promise<Harness> {
  const keys = await makeKeys();
  const log: Record<string, unknown>[] = [];
  const logger = pino(
    { level: 'debug' },
    {
      write: (text: string) => {
        log.push(JSON.parse(text) as Record<string, unknown>);
      },
    },
  );
  const tokens = jwtVerifier({ jwksFile: keys.file, issuer: ISSUER, audience: AUDIENCE });
  const limits = { perAddress: 1e6, perCaller: 1e6, calculator: 1e6, feed: 1e6 };
  const service = await createService(settingsSchema.parse(inject('stack').env), logger, {
    tokens,
    limits,
    checkReplies: false,
    verdictTimeout: 200,
    watchRuns: false,
  });
  observe(service.app, { whole: true, bodies: false });
  await service.start();
  const deps: Deps = {
    sql: service.sql,
    tokens,
    log: logger,
    clock: { now: () => instant(Date.now()) },
  };
  return { ...around(deps, service.app, log, keys), end: () => service.stop() };
}

function around(deps: Deps, app: Express, log: Record<string, unknown>[], keys: Keys): Harness {
  const token = signer(keys);
  return {
    sql: deps.sql,
    deps,
    app,
    log,
    keys,
    token,
    end: () => deps.sql.end(),
    async ask(caller, method, url, { body, headers = {} } = {}) {
      const asked = request(app)[method](url).set('Duban-Purpose', 'test').set(headers);
      if (caller !== null) asked.set('Authorization', `Bearer ${await token(caller)}`);
      if (typeof body === 'string')
        asked.set('Content-Type', headers['Content-Type'] ?? 'application/json');
      return body === undefined ? asked : asked.send(body);
    },
  };
}

/** Ends what the harness opened. */
export async function close({ end, keys }: Harness): Promise<void> {
  await end();
  rmSync(path.dirname(keys.file), { recursive: true, force: true });
}

/** Registers a row behind the API's back, unless it is there. */
export async function given<N extends RegistryName>(
  sql: Sql,
  name: N,
  row: RegistryRows[N],
): Promise<void> {
  await sql.begin(async (tx) => {
    if (!(await findRow(tx, name, row.id)))
      await writeRow(tx, name, undefined, row, { by: 'demo', reason: null });
  });
}

export const person = (
  id: string,
  unit: string,
  roles: Officer['roles'],
  more: Partial<Officer> = {},
): Officer => ({
  id,
  unit,
  kind: 'person',
  name: '测试人员',
  phone: '022-12345678',
  roles,
  certificate: null,
  commitmentSignedOn: null,
  commitmentValidUntil: null,
  removedOn: null,
  newRecord: null,
  ...more,
});

/** The routes behind the operations of the document: the acts are described one by one and taken by one route. */
export const routesOf = (paths: Record<string, object>): [method: string, path: string][] => [
  ...new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method): [string, [string, string]] => {
        const route =
          method === 'post'
            ? path.replace(/^(\/v1\/files\/\{id\}\/acts\/)[a-z-]+$/, '$1{type}')
            : path;
        return [`${method} ${route}`, [method, route]];
      }),
    ),
  ).values(),
];
