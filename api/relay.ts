/**
 * 转交 Sends again what the engine has not acknowledged or a file has not judged, and starts files whose start was lost.
 * What the engine has acknowledged is in the history already: it is sent again ever more seldom, for a run takes ten thousand signals.
 */
import type { Logger } from 'pino';
import type { Sql } from '../db/client.ts';
import { actSignalled, fileStarted, unsettledActs, unstartedFiles, type StoredAct } from '../db/queries/inbox.ts';
import type { Act } from '../domain/law/act.ts';
import type { Engine, FileToStart } from './engine.ts';
import { faultOf } from './problems.ts';

export interface RelayOptions {
  sql: Sql;
  engine: Engine;
  log: Logger;
  describe: (opening: unknown) => FileToStart;
  /** Milliseconds between two looks, and how long something must have waited. */
  every?: number;
  olderThan?: number;
}

/** Milliseconds to the second sending of an act that was acknowledged; each later one waits twice as long, up to an hour. */
const FIRST_PAUSE = 10_000;
const LONGEST_PAUSE = 3_600_000;

export class Relay {
  #sent = new Map<string, { next: number; pause: number }>();
  #options: Required<RelayOptions>;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: RelayOptions) {
    this.#options = { every: 1_000, olderThan: 2_000, ...options };
  }

  start(): void {
    const { every } = this.#options;
    const look = () => {
      this.#running = this.once().then(() => {}, (error: unknown) => this.#options.log.warn(faultOf(error), 'relay'));
      void this.#running.then(() => { if (this.#timer) this.#timer = setTimeout(look, every).unref(); });
    };
    this.#timer = setTimeout(look, every).unref();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#running;
  }

  /** One look; how much was sent. */
  async once(): Promise<number> {
    const { sql, engine, olderThan, describe } = this.#options;
    let sent = 0;
    for (const file of await unstartedFiles(sql, olderThan, 100)) {
      sent += await this.#attempt(file.id, async () => {
        await engine.start(describe(file.opening), file.officer);
        await fileStarted(sql, file.id);
      });
    }
    const acts = await unsettledActs(sql, olderThan, 200);
    this.#forget(new Set(acts.map(({ act }) => act)));
    for (const act of acts) {
      if (!this.#isTurnOf(act)) continue;
      sent += await this.#attempt(act.file, async () => {
        if (await engine.signal(act.file, act.message as Act, act.officer)) await actSignalled(sql, act.act);
      });
    }
    return sent;
  }

  /** One that fails for reasons of its own does not keep the others waiting; when the engine is away, the look is over. */
  async #attempt(file: string, send: () => Promise<void>): Promise<number> {
    try {
      await send();
      return 1;
    } catch (error) {
      if (isAway(error)) throw error;
      this.#options.log.warn({ file, ...faultOf(error) }, 'relay');
      return 0;
    }
  }

  #isTurnOf({ act, signalled }: StoredAct): boolean {
    const now = Date.now();
    const { next, pause } = this.#sent.get(act) ?? { next: signalled ? now + FIRST_PAUSE : 0, pause: FIRST_PAUSE };
    if (!this.#sent.has(act)) this.#sent.set(act, { next, pause });
    if (signalled && now < next) return false;
    this.#sent.set(act, { next: now + pause, pause: Math.min(pause * 2, LONGEST_PAUSE) });
    return true;
  }

  #forget(unsettled: ReadonlySet<string>): void {
    for (const act of this.#sent.keys()) if (!unsettled.has(act)) this.#sent.delete(act);
  }
}

/** Unavailable, or no answer in time. */
function isAway(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return typeof cause === 'object' && cause !== null && 'code' in cause && (cause.code === 14 || cause.code === 4);
}
