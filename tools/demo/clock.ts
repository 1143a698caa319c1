/**
 * 日历 The driver's one clock. The server skips time file by file, so the driver holds one date and takes every open file to it
 * before anybody acts; what is dated by this clock is then never in a file's future.
 */
import { randomUUID } from 'node:crypto';
import { Engine } from '../../api/intake/engine.ts';
import { readSigningKey } from '../../engine-token.ts';
import { addDays, civilDateOf, formatInstant, parseInstant } from '../../domain/time/civil-date.ts';
import { HOUR, instant, type CivilDate, type Instant } from '../../domain/time/instant.ts';
import type { DemoClient } from './client.ts';
import { namespace, type Harness } from './harness.ts';
import type { Skipped } from './skipped.ts';

const SUBJECT = 'demo-clock';

/** Hours after an instant. */
export const later = (time: string, hours: number): string =>
  formatInstant(instant(parseInstant(time)! + hours * HOUR));

export class Clock {
  readonly start: CivilDate;
  #now: Instant;
  #engine: Engine;
  #skipped: Skipped;
  #client: DemoClient;
  #open = new Set<string>();

  private constructor(engine: Engine, skipped: Skipped, client: DemoClient) {
    this.#engine = engine;
    this.#skipped = skipped;
    this.#client = client;
    this.#now = instant(Math.floor(Date.now() / 1000) * 1000);
    this.start = civilDateOf(this.#now);
  }

  static async at({ stack, skipped }: Harness, client: DemoClient): Promise<Clock> {
    const key = await readSigningKey(stack.signingKeyFile);
    return new Clock(
      Engine.connect({
        address: stack.temporalAddress,
        namespace,
        taskQueue: 'duban',
        timeSkipping: true,
        key,
      }),
      skipped,
      client,
    );
  }

  get now(): string {
    return formatInstant(this.#now);
  }
  get day(): CivilDate {
    return civilDateOf(this.#now);
  }

  /** The same instant, hours earlier or later. */
  shifted(hours: number): string {
    return formatInstant(instant(this.#now + hours * HOUR));
  }
  /** A civil date, days after the clock's. */
  in(days: number): CivilDate {
    return addDays(this.day, days);
  }

  follow(file: string): void {
    this.#open.add(file);
  }

  async forward(hours: number): Promise<void> {
    await this.to(this.shifted(hours));
  }

  /** Takes every file that is still open to this instant, then says that it is so. */
  async to(time: string): Promise<void> {
    const at = parseInstant(time)!;
    for (const file of this.#open)
      if ((await this.#client.file(file)).closedAt !== null) this.#open.delete(file);
    await Promise.all([...this.#open].map((file) => skip(this.#engine, this.#skipped, file, at)));
    this.#now = at;
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
}

/** Takes a file to an instant of its own time. A signal that comes meanwhile can end the skip early: then it goes on from there. */
export async function skip(
  engine: Engine,
  skipped: Skipped,
  file: string,
  to: Instant,
): Promise<void> {
  skipped.note(file, to);
  for (let tries = 0; tries < 20; tries += 1) {
    const ms = to - (await engine.clockOf(file))!;
    if (ms <= 0) return;
    await engine.as(SUBJECT, () => fastForward(engine, file, ms));
  }
  throw new Error(`${file} did not get to ${formatInstant(to)}: does its worker run?`);
}

async function fastForward(engine: Engine, file: string, ms: number): Promise<void> {
  const { workflowService } = engine.connection;
  const id = randomUUID();
  const duration = { seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1e6 } as never;
  const workflowExecution = { workflowId: file };
  await workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution,
    updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        maxSessionSkipCount: 1000,
        fastForwardConfig: { id, duration },
      },
    },
  });
  for (let tries = 0; tries < 3; tries += 1) {
    const reply = await workflowService.pollWorkflowExecutionTimeSkipping({
      namespace,
      workflowExecution,
      fastForwardId: id,
    });
    // 1: still under way when the long poll ended.
    if ((reply as { fastForwardInfo?: { status?: number } }).fastForwardInfo?.status !== 1) return;
  }
}
