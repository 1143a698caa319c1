/** A bureau's staff at the API: opens, files acts, skips a file's time, reads. Every test has subjects of its own. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { temporal } from '@temporalio/proto';
import { importJWK, SignJWT, type JWK } from 'jose';
import { pino } from 'pino';
import { inject } from 'vitest';
import { createService, type Service } from '../../api/service.ts';
import { connect, type Sql } from '../../db/client.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant, type Instant } from '../../domain/time/instant.ts';
import { creditCheckCharacter } from '../../domain/registry/codes.ts';
import { settingsSchema } from '../../settings.ts';
import { observe } from './contract.ts';
import { unique, uniqueCode, uniqueDigits, uniqueHex } from './unique.ts';
import { Wire } from './wire.ts';

/** Fictitious officers of the sample bureau. */
export const people = {
  supervision: 'o-jds-1',
  supervision2: 'o-jds-2',
  unsigned: 'o-jds-3',
  removed: 'o-jds-4',
  payment: 'o-zfc-1',
  payment2: 'o-zfc-2',
  centre: 'o-sbzx-1',
  system: 'o-zdc-1',
  coordinator: 'o-coord',
  regulator: 'o-reg',
  admin: 'o-admin',
  other: 'o-qy-1',
  otherCoordinator: 'o-qy-coord',
} as const;

export interface Reply {
  status: number;
  body: never;
  headers: Record<string, string>;
  text: string;
}
export const document = (n = 1) => ({ id: `doc-${n}`, sha256: 'ab'.repeat(32), where: 'oa/2026' });
export const documentNo = () => `津医监函〔2026〕${unique()}号`;

const jsonOf = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null ? JSON.stringify(body) : undefined;

const namesType = (headers: Record<string, string>): boolean =>
  Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');

/** Of a text that does not say what it is, as of a form of a page. */
const typeOf = (body: unknown): string =>
  typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json';

/** As what it says it is: JSON, a text, or bytes. */
function readReply(
  { 'content-type': type = 'text/plain' }: IncomingHttpHeaders,
  bytes: Buffer,
): Pick<Reply, 'body' | 'text'> {
  const media = type.split(';')[0]!.trim();
  const text = bytes.toString('utf8');
  if (/[/+]json$/.test(media) && text) return { body: JSON.parse(text) as never, text };
  return { body: (media.startsWith('text/') ? {} : bytes) as never, text };
}

export class Bureau {
  readonly service: Service;
  readonly owner: Sql;
  /** One for all requests, over connections that stay. */
  readonly #server: Server;
  readonly #wire: Wire;
  #key: Awaited<ReturnType<typeof importJWK>>;
  #kid: string;
  #tokens = new Map<string, Promise<string>>();

  private constructor(
    service: Service,
    server: Server,
    owner: Sql,
    key: Awaited<ReturnType<typeof importJWK>>,
    kid: string,
  ) {
    this.service = service;
    this.#server = server;
    this.#wire = new Wire(server, {});
    // Never closed by the server while it rests: a request sent at that instant would be lost.
    this.#server.keepAliveTimeout = 0;
    this.owner = owner;
    this.#key = key;
    this.#kid = kid;
  }

  /** Without `background` where its files run on a worker of the test's own: what files of other tests wait for would begin there, and stand still when the test is over. */
  static async open(
    {
      background = true,
      ...options
    }: Parameters<typeof createService>[2] & { background?: boolean } = {},
    more: Record<string, string> = {},
    ownerUrl = inject('stack').ownerUrl,
  ): Promise<Bureau> {
    const stack = inject('stack');
    const settings = settingsSchema.parse({ ...stack.env, LOG_LEVEL: 'silent', ...more });
    const service = await createService(settings, pino({ level: 'silent' }), {
      checkReplies: true,
      limits: { perAddress: 1e6, perCaller: 1e6 },
      verdictTimeout: 15_000,
      watchRuns: false,
      ...options,
    });
    observe(service.app, { whole: !options.routes, bodies: true });
    await service.start({ background });
    const server = service.app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const jwk = JSON.parse(await readFile(stack.issuerKeyFile, 'utf8')) as JWK;
    return new Bureau(
      service,
      server,
      connect(ownerUrl, { max: 2 }),
      await importJWK(jwk, 'ES256'),
      jwk.kid!,
    );
  }

  async close(): Promise<void> {
    this.#wire.close();
    this.#server.close();
    await this.service.stop();
    await this.owner.end({ timeout: 5 });
  }

  token(officer: string, claims: Record<string, unknown> = {}): Promise<string> {
    const cacheKey = `${officer}${JSON.stringify(claims)}`;
    let token = this.#tokens.get(cacheKey);
    if (!token) {
      token = new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: this.#kid })
        .setSubject(officer)
        .setIssuer('urn:duban:development')
        .setAudience('duban')
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(this.#key as never);
      this.#tokens.set(cacheKey, token);
    }
    return token;
  }

  get(officer: string, path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.#send(officer, 'GET', path, { 'Duban-Purpose': 'test', ...headers });
  }

  post(
    officer: string,
    path: string,
    body: unknown,
    key: string = randomUUID(),
    claims?: Record<string, unknown>,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const all = { ...headers, 'Idempotency-Key': key };
    return this.#send(officer, 'POST', path, all, body, claims);
  }

  /** 复核 What another has proposed. */
  confirm(officer: string, { body }: Reply, claims?: Record<string, unknown>): Promise<Reply> {
    const { id, hash } = body as { id: number; hash: string };
    const headers = { 'If-Match': `"${hash}"` };
    const path = `/v1/proposals/${id}/confirmation`;
    return this.post(officer, path, {}, randomUUID(), claims, headers);
  }

  put(
    officer: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    return this.#send(officer, 'PUT', path, headers, body);
  }

  delete(officer: string, path: string): Promise<Reply> {
    return this.#send(officer, 'DELETE', path, {});
  }

  async #send(
    officer: string,
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: unknown,
    claims?: Record<string, unknown>,
  ): Promise<Reply> {
    const raw = typeof body === 'string' || body instanceof Uint8Array ? body : jsonOf(body);
    const {
      status,
      headers: said,
      bytes,
    } = await this.#wire.answer({
      method,
      path,
      headers: {
        ...(raw !== undefined && !namesType(headers) && { 'Content-Type': typeOf(body) }),
        ...headers,
        Authorization: `Bearer ${await this.token(officer, claims)}`,
      },
      raw,
    });
    return { status, headers: said as never, ...readReply(said, bytes) };
  }

  /** A designated institution of this test alone. */
  async institution(
    changes: { agreement?: object; status?: string; ownership?: string; bureau?: string } = {},
  ): Promise<string> {
    const id = `i-t-${uniqueHex()}`;
    const first17 = `91120101${uniqueDigits(9)}`;
    const agreement = {
      number: 'XY-1',
      startsOn: '2026-01-01',
      endsOn: '2030-12-31',
      clauses: [
        { id: '第32条', covers: ['suspension', 'refusal'] },
        { id: '第33条', covers: ['suspension'] },
      ],
      faceRecognitionReady: true,
      ...changes.agreement,
    };
    await this.owner`insert into institution (id, bureau_id, nhsa_code, credit_code, name, kind, ownership, area, agreement, status)
      values (${id}, ${changes.bureau ?? 'tj'}, ${`H120101${uniqueCode(5)}`}, ${first17 + creditCheckCharacter(first17)}, '样例医院', 'hospital', ${changes.ownership ?? 'private'}, '120101', ${this.owner.json(agreement)}, ${changes.status ?? 'designated'})`;
    return id;
  }

  /** A qualified physician registered at these institutions. */
  async practitioner(institutions: string[], bureau = 'tj'): Promise<string> {
    const id = `p-t-${uniqueHex()}`;
    const agreement = {
      number: 'FJ-1',
      startsOn: '2026-01-01',
      endsOn: '2030-12-31',
      clauses: [{ id: '第8条', covers: ['suspension', 'refusal'] }],
    };
    // In one transaction: a list read in between would show somebody who practises nowhere.
    await this.owner.begin(async (tx) => {
      await tx`insert into practitioner (id, bureau_id, nhsa_code, name, kind, agreement, status) values (${id}, ${bureau}, ${`D120101${uniqueCode(6)}`}, '样例医师', 'physician', ${this.owner.json(agreement)}, 'qualified')`;
      for (const at of institutions)
        await tx`insert into practitioner_registration values (${id}, ${at})`;
    });
    return id;
  }

  /** The file's own clock. */
  async now(file: string): Promise<Instant> {
    return (await this.service.engine.clockOf(file))!;
  }

  /** Takes a file to an instant of its own time; through as many runs as it takes (docs/decisions/0009), or to its end. */
  async skipTo(file: string, to: Instant): Promise<void> {
    let now = await this.now(file);
    while (now < to) {
      await this.#skip(file, now, to);
      now = await this.now(file);
      if (now < to && !(await this.service.engine.newestRun(file)).running) return;
    }
    if (process.env['DUBAN_TEST_RUN_EVENTS']) await this.#settled(file);
  }

  /** A run that begins while time is skipped begins at the end of the skip: what fell due before is entered in its first tasks. */
  async #settled(file: string): Promise<void> {
    const { engine } = this.service;
    for (let looked = 0; looked < 200; looked++) {
      const { run, running } = await engine.newestRun(file);
      if (
        !running ||
        atRest((await engine.historyOf(file, run)).history.events ?? [], await this.now(file))
      )
        return;
      await pause(50);
    }
  }

  async #skip(file: string, now: Instant, to: Instant): Promise<void> {
    const {
      connection,
      options: { namespace },
    } = this.service.engine;
    const id = randomUUID();
    const ms = to - now;
    const duration = { seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1e6 };
    await this.service.engine.as('test-clock', async () => {
      await connection.workflowService.updateWorkflowExecutionOptions({
        namespace,
        workflowExecution: { workflowId: file },
        updateMask: { paths: ['time_skipping_config'] },
        workflowExecutionOptions: {
          timeSkippingConfig: {
            enabled: true,
            maxSessionSkipCount: 1000,
            fastForwardConfig: { id, duration: duration as never },
          },
        },
      });
      for (let i = 0; i < 3; i++) {
        const { fastForwardInfo } =
          (await connection.workflowService.pollWorkflowExecutionTimeSkipping({
            namespace,
            workflowExecution: { workflowId: file },
            fastForwardId: id,
          })) as { fastForwardInfo?: { status?: number } };
        if (fastForwardInfo === undefined || fastForwardInfo.status !== 1) return;
      }
    });
  }

  async skip(file: string, hours: number): Promise<void> {
    await this.skipTo(file, instant((await this.now(file)) + hours * 3_600_000));
  }
}

const ms = (time: { seconds?: unknown; nanos?: number | null } | null | undefined): number =>
  Number(time?.seconds ?? 0) * 1000 + Math.floor((time?.nanos ?? 0) / 1e6);

/** No task is open, and no alarm is due. */
function atRest(events: readonly temporal.api.history.v1.IHistoryEvent[], now: Instant): boolean {
  let [tasks, completed, alarm] = [0, 0, Infinity];
  for (const e of events) {
    if (e.workflowTaskScheduledEventAttributes) tasks++;
    if (e.workflowTaskFailedEventAttributes || e.workflowTaskTimedOutEventAttributes) tasks--;
    if (e.workflowTaskCompletedEventAttributes) [tasks, completed] = [tasks - 1, completed + 1];
    if (e.timerFiredEventAttributes) alarm = Infinity;
    if (e.workflowExecutionContinuedAsNewEventAttributes) return false;
    const { startToFireTimeout: after } = e.timerStartedEventAttributes ?? {};
    if (after) alarm = ms(e.eventTime) + ms(after);
  }
  return completed > 0 && tasks === 0 && alarm > now;
}

export const iso = (at: number): string => formatInstant(instant(at));
