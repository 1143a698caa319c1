/** A stack of its own with worker and API as processes of their own, and a client that, like any good one, asks again with the same key until it is answered. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { temporal } from '@temporalio/proto';
import { importJWK, SignJWT, type JWK } from 'jose';
import { Engine } from '../../api/intake/engine.ts';
import { connect, type Sql } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { loadReference } from '../../db/reference.ts';
import { readSigningKey } from '../../engine-token.ts';
import { buildBundle } from '../../tools/bundle.ts';
import { apiService, workerService } from '../../tools/engine/mains.ts';
import { startStack, type Stack } from '../../tools/engine/stack.ts';
import { HOUR, type Scenario, type StepContext, type Step } from './scenarios.ts';
import { uniqueCode, uniqueDigits, uniqueHex } from '../setup/unique.ts';

export type Part = 'worker' | 'api' | 'temporal' | 'postgres';
/** What may happen around a step: given the moment, it does its worst. */
export type Trouble = (moment: {
  step: string;
  when: 'before' | 'during' | 'after';
}) => Promise<void>;
interface Answer {
  status: number;
  body: Record<string, unknown>;
}

export class Harness {
  readonly stack: Stack;
  readonly owner: Sql;
  readonly engine: Engine;
  readonly #base: string;
  readonly #token: (officer: string) => Promise<string>;
  #lost = 0;

  constructor(
    stack: Stack,
    owner: Sql,
    engine: Engine,
    base: string,
    token: (officer: string) => Promise<string>,
  ) {
    this.stack = stack;
    this.owner = owner;
    this.engine = engine;
    this.#base = base;
    this.#token = token;
  }

  /** How often a caller was not answered and asked again. */
  get lost(): number {
    return this.#lost;
  }

  async close(): Promise<void> {
    await this.engine.close();
    await this.owner.end({ timeout: 2 }).catch(() => {});
    await this.stack.stop();
  }

  /** kill -9 and, after a while, start again. */
  async strike(part: Part, away = 0): Promise<void> {
    await this.stack.kill(part);
    await pause(away);
    await this.stack.restart(part);
  }

  async ask(
    officer: string,
    path: string,
    body: object,
    key: string,
    method: 'POST' | 'PUT' = 'POST',
  ): Promise<Answer> {
    const headers = {
      authorization: `Bearer ${await this.#token(officer)}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    };
    const reply = await fetch(`${this.#base}${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
  }

  /** The same act with the same key until somebody answers for good. */
  async insist(
    officer: string,
    path: string,
    body: object,
    key: string = randomUUID(),
  ): Promise<Answer> {
    return this.patiently(`${path} answered`, async () => {
      try {
        const answer = await this.ask(officer, path, body, key);
        if (answer.status < 500 && answer.status !== 202) return answer;
        throw new Error(`${answer.status} ${JSON.stringify(answer.body).slice(0, 400)}`);
      } catch (error) {
        this.#lost++;
        throw error;
      }
    });
  }

  /** Tries until it works: whatever is down comes back. */
  async patiently<T>(
    what: string,
    look: () => Promise<T | undefined>,
    bound = 120_000,
  ): Promise<T> {
    const until = Date.now() + bound;
    let last: unknown;
    for (;;) {
      try {
        const found = await look();
        if (found !== undefined) return found;
      } catch (error) {
        last = error;
      }
      if (Date.now() > until)
        throw new Error(
          `not within ${bound} ms: ${what}; the last word was ${String(last)}\n${this.#logs()}`,
          { cause: last },
        );
      await pause(100);
    }
  }

  /** The end of what each part wrote: the folder is gone when a failure is read. */
  #logs(): string {
    return ['postgres', 'temporal', 'temporal-worker', 'worker', 'api']
      .map((part) => {
        const lines = readFileSync(this.stack.logFile(part), 'utf8')
          .trimEnd()
          .split('\n')
          .slice(-15)
          .map((line) => line.slice(0, 400));
        return `--- ${part}${this.stack.pid(part) === undefined ? ' (NOT RUNNING)' : ''}\n${lines.join('\n')}`;
      })
      .join('\n');
  }

  now(file: string): Promise<number> {
    return this.patiently('the clock', () => this.engine.clockOf(file));
  }

  /** Takes a file to an instant of its time; no harm when it is there already. */
  async skipTo(file: string, to: number): Promise<void> {
    await this.patiently(`${file} reaches ${to}`, async () => {
      const ms = Math.ceil(to - (await this.now(file)));
      if (ms <= 0) return true;
      const {
        connection,
        options: { namespace },
      } = this.engine;
      const id = randomUUID();
      await this.engine.as('chaos-clock', () =>
        connection.withDeadline(Date.now() + 5_000, () =>
          connection.workflowService.updateWorkflowExecutionOptions({
            namespace,
            workflowExecution: { workflowId: file },
            updateMask: { paths: ['time_skipping_config'] },
            workflowExecutionOptions: {
              timeSkippingConfig: {
                enabled: true,
                maxSessionSkipCount: 1000,
                fastForwardConfig: {
                  id,
                  duration: { seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1e6 } as never,
                },
              },
            },
          }),
        ),
      );
      const until = Date.now() + 8_000;
      while (Date.now() < until) {
        if ((await this.now(file)) >= to) return true;
        await pause(60);
      }
      return undefined;
    });
  }

  async institution(): Promise<string> {
    const id = `i-c-${uniqueHex()}`;
    const agreement = {
      number: 'XY-1',
      startsOn: '2026-01-01',
      endsOn: '2030-12-31',
      clauses: [{ id: '第32条', covers: ['suspension', 'refusal'] }],
      faceRecognitionReady: true,
    };
    const [code, digits] = [uniqueCode(7), uniqueDigits(9)];
    await this.patiently('an institution', async () => {
      await this.owner`insert into institution (id, bureau_id, nhsa_code, credit_code, name, kind, ownership, area, agreement, status)
        values (${id}, 'tj', ${`H1201${code}`}, ${`91120101${digits}X`}, '样例医院', 'hospital', 'private', '120101', ${this.owner.json(agreement)}, 'designated') on conflict do nothing`;
      return true;
    });
    return id;
  }

  /** Acts a scenario out to its end; answers the file. */
  async perform(scenario: Scenario, trouble: Trouble = async () => {}): Promise<string> {
    const subject = await this.institution();
    await trouble({ step: 'opening', when: 'before' });
    const opening = {
      ...scenario.opening(Date.now()),
      subject: { kind: 'institution', id: subject },
    };
    const during = trouble({ step: 'opening', when: 'during' });
    const { body, status } = await this.insist(scenario.opens.who, scenario.opens.path, opening);
    await during;
    if (status >= 300) throw new Error(`not opened: ${JSON.stringify(body)}`);
    const file = body['file'] as string;
    await trouble({ step: 'opening', when: 'after' });
    const received = new Map([
      ['letter', await this.patiently('the letter', () => this.#receiptOf(file, 1))],
    ]);
    for (const step of scenario.steps)
      received.set(step.name, await this.#act(file, subject, step, received, trouble));
    await this.patiently(
      `${file} closes`,
      async () =>
        (await this.owner`select 1 from file where id = ${file} and closed_at is not null`)[0],
      60_000,
    );
    return file;
  }

  async #act(
    file: string,
    subject: string,
    step: Step,
    received: ReadonlyMap<string, number>,
    trouble: Trouble,
  ): Promise<number> {
    await trouble({ step: step.name, when: 'before' });
    await this.skipTo(file, received.get(step.after ?? 'letter')! + step.at * HOUR);
    const context: StepContext = { now: await this.now(file), subject, received };
    const body = step.body(context);
    const during = trouble({ step: step.name, when: 'during' });
    const answer = await this.insist(step.who, `/v1/files/${file}/acts/${step.act}`, body);
    await during;
    await trouble({ step: step.name, when: 'after' });
    const landed =
      answer.status >= 300
        ? 'refused'
        : ((answer.body['timing'] as string | undefined) ?? 'accepted');
    if (landed !== step.lands)
      throw new Error(
        `${step.name} came to ${landed}, not ${step.lands}: ${JSON.stringify(answer.body).slice(0, 600)}`,
      );
    return this.patiently('its receipt', () => this.#receiptOf(file, undefined, step.act));
  }

  async #receiptOf(file: string, number?: number, type?: string): Promise<number | undefined> {
    const [row] = await this.owner<
      { at: number }[]
    >`select at_ms(received_at)::float8 as at from inbox where file_id = ${file} and ${number ? this.owner`number = ${number}` : this.owner`type = ${type!}`} order by number desc limit 1`;
    return row?.at;
  }

  /** Of all its runs, one after the other. */
  async history(file: string): Promise<temporal.api.history.v1.IHistory> {
    return this.patiently('the history', async () => ({
      events: (await this.runs(file)).flatMap(({ events }) => events ?? []),
    }));
  }

  async runs(file: string): Promise<temporal.api.history.v1.IHistory[]> {
    const runs: temporal.api.history.v1.IHistory[] = [];
    for (let run: string | undefined = (await this.engine.newestRun(file)).run; run;) {
      const { history, before }: Awaited<ReturnType<Engine['historyOf']>> =
        await this.engine.historyOf(file, run);
      runs.unshift(history);
      run = before;
    }
    return runs;
  }
}

export async function startHarness({
  bundle: built,
  env: more = {},
  ...options
}: {
  onProgress?: (text: string) => void;
  bundle?: string | undefined;
  env?: Record<string, string>;
  runEvents?: number;
} = {}): Promise<Harness> {
  const stack = await startStack({
    temporary: true,
    namespaces: [{ name: 'test', retentionDays: 1, timeSkipping: true }],
    onCrash: ({ name, how, logEnd }) => console.error(`${name} crashed (${how})\n${logEnd}`),
    ...options,
  });
  try {
    await migrate(stack.ownerUrl);
    await loadReference(stack.databaseUrl, { sample: true, fictitiousCalendars: true });
    const port = await freePort();
    const bundle = built ?? (await buildBundle(join(stack.dataDir, 'workflow-bundle.js')));
    const env = {
      ...stack.env(),
      TEMPORAL_TASK_QUEUE: 'duban',
      DUBAN_WORKFLOW_BUNDLE: bundle,
      API_PORT: String(port),
      LOG_LEVEL: 'warn',
      ...more,
    };
    await Promise.all([
      stack.run(workerService({ env }, stack.adminToken)),
      stack.run(apiService({ env })),
    ]);
    const key = await readSigningKey(stack.signingKeyFile);
    const engine = Engine.connect({
      address: stack.temporalAddress,
      namespace: 'test',
      taskQueue: 'duban',
      key,
      timeSkipping: true,
    });
    return new Harness(
      stack,
      connect(stack.ownerUrl, { max: 2, name: 'chaos' }),
      engine,
      `http://127.0.0.1:${port}`,
      await tokens(stack.issuerKeyFile),
    );
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

async function tokens(file: string): Promise<(officer: string) => Promise<string>> {
  const jwk = JSON.parse(await readFile(file, 'utf8')) as JWK;
  const key = await importJWK(jwk, 'ES256');
  return (officer) =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid: jwk.kid! })
      .setSubject(officer)
      .setIssuer('urn:duban:development')
      .setAudience('duban')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(key as never);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
