/**
 * 转交 Sends again what the engine has not acknowledged or a file has not judged, and starts files whose start was lost.
 * Whose turn it is stands in the database, shared by all APIs and fair per file. What the engine has acknowledged is in the
 * history already: it is sent again ever more seldom, for a run takes ten thousand signals.
 */
import type { Logger } from 'pino';
import type { Sql } from '../db/client.ts';
import {
  actSignalled,
  fileStarted,
  giveBack,
  takeUnsettled,
  takeUnstarted,
} from '../db/queries/inbox.ts';
import { noteRunFault } from '../db/queries/runs.ts';
import type { Act } from '../domain/law/act.ts';
import { AnotherFilesRun, type Engine, type FileToStart } from './engine.ts';
import { faultOf } from './problems.ts';
import { ringMissed } from './ringing.ts';

export interface RelayOptions {
  sql: Sql;
  engine: Engine;
  log: Logger;
  describe: (opening: unknown) => FileToStart;
  /** Milliseconds between two looks, and how long something must have waited. */
  every?: number;
  olderThan?: number;
}

/** One thing to send, with the act whose turn it takes. */
interface Sending {
  file: string;
  act: string;
  send: () => Promise<void>;
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
      this.#running = this.once().then(
        () => {},
        (error: unknown) => this.#options.log.warn(faultOf(error), 'relay'),
      );
      void this.#running.then(() => {
        if (this.#timer) this.#timer = setTimeout(look, every).unref();
      });
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
    const { sql, olderThan } = this.#options;
    return (
      (await this.#sendAll(await this.#starts(olderThan))) +
      (await this.#sendAll(await this.#signals(sql, olderThan)))
    );
  }

  async #starts(olderThan: number): Promise<Sending[]> {
    const { sql, engine, describe } = this.#options;
    return (await takeUnstarted(sql, olderThan, 100)).map(({ id, act, opening, officer }) => ({
      file: id,
      act,
      send: async () => {
        await engine.start(describe(opening), officer);
        await fileStarted(sql, id);
      },
    }));
  }

  async #signals(sql: Sql, olderThan: number): Promise<Sending[]> {
    const { engine } = this.#options;
    return (await takeUnsettled(sql, olderThan, 200)).map(
      ({ file, act, message, officer, number, signalled, verdict }) => ({
        file,
        act,
        send: async () => {
          // Heard, and not judged: the run may have lost what came before it, and waits for that.
          if (signalled && !verdict) await ringMissed(sql, engine, file, number);
          if (await engine.signal(file, message as Act, officer)) await actSignalled(sql, act);
        },
      }),
    );
  }

  /** One that fails for reasons of its own does not keep the others waiting; when the engine is away, the look is over and the others keep their turn. */
  async #sendAll(all: readonly Sending[]): Promise<number> {
    const { sql, log } = this.#options;
    let sent = 0;
    for (const [n, { file, send }] of all.entries()) {
      try {
        await send();
        sent++;
      } catch (error) {
        if (isAway(error)) {
          await giveBack(
            sql,
            all.slice(n).map(({ act }) => act),
          );
          throw error;
        }
        if (error instanceof AnotherFilesRun) await noteRunFault(sql, file, 'ANOTHER-FILE');
        log[error instanceof AnotherFilesRun ? 'error' : 'warn'](
          { file, ...faultOf(error) },
          'relay',
        );
      }
    }
    return sent;
  }
}

/** Unavailable, or no answer in time. */
export function isAway(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return (
    typeof cause === 'object' &&
    cause !== null &&
    'code' in cause &&
    (cause.code === 14 || cause.code === 4)
  );
}
