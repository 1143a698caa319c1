/** 转交 Sends again what the engine has not acknowledged or a file has not judged, and starts files whose start was lost. */
import type { Logger } from 'pino';
import type { Sql } from '../db/client.ts';
import { actSignalled, fileStarted, unsettledActs, unstartedFiles } from '../db/queries/inbox.ts';
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

export class Relay {
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
      await engine.start(describe(file.opening), file.officer);
      await fileStarted(sql, file.id);
      sent++;
    }
    for (const act of await unsettledActs(sql, olderThan, 200)) {
      if (await engine.signal(act.file, act.message as Act, act.officer)) await actSignalled(sql, act.act);
      sent++;
    }
    return sent;
  }
}
