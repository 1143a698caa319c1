/**
 * 跨案事项 Performs what one file owes another: opens a file, brings a system act. At least once, idempotent by the errand's id; begun in the order
 * in which they were written, a few at a time. A failing one is tried again ever more seldom, up to an hour, and never keeps others waiting;
 * what nobody here can perform is left to a newer version, and shown by the reconciliation.
 */
import type { Logger } from 'pino';
import { takeErrands, errandDone, errandFailed, type ErrandRow } from '../db/queries/errands.ts';
import { hashOf } from '../db/queries/turns.ts';
import { receiveAct } from '../db/queries/inbox.ts';
import type { Act, Fact } from '../domain/law/act.ts';
import { SYSTEM } from './openings.ts';
import type { ActDeps } from './acts.ts';
import { faultOf } from './problems.ts';

/** What is done for one kind of errand; whatever it throws means: try again. */
export type ErrandHandlers = Readonly<
  Record<string, (errand: ErrandRow, deps: ActDeps) => Promise<void>>
>;

/** Milliseconds between two looks when nobody has rung; the bell of the database comes at once. */
const EVERY = 5_000;
const BATCH = 100;
/** So many at a time: none depends on another one, and most of the time of each is spent waiting for the engine. */
const WIDTH = 8;

export class Errands {
  #deps: ActDeps;
  #log: Logger;
  #handlers: ErrandHandlers;
  #bell: { unlisten: () => Promise<void> } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #rung = false;
  #stopped = true;

  constructor(deps: ActDeps, log: Logger, handlers: ErrandHandlers) {
    this.#deps = deps;
    this.#log = log;
    this.#handlers = handlers;
  }

  async start(): Promise<void> {
    this.#stopped = false;
    this.#bell = await this.#deps.sql.listen('duban_errand', () => this.#look());
    this.#look();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#bell?.unlisten().catch(() => {});
    await this.#running;
  }

  /** One look at a time; a bell during a look means another one after it. */
  #look(): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    if (this.#rung) return;
    this.#rung = true;
    this.#running = this.#running.then(async () => {
      this.#rung = false;
      await this.once().catch((error: unknown) => {
        this.#log.warn(faultOf(error), 'errands');
      });
      if (!this.#stopped && !this.#rung)
        this.#timer = setTimeout(() => this.#look(), EVERY).unref();
    });
  }

  /** Performs what is due; how much was done. */
  async once(): Promise<number> {
    let done = 0;
    for (;;) {
      const due = await takeErrands(this.#deps.sql, Object.keys(this.#handlers), BATCH);
      const queue = due.values();
      await Promise.all(
        Array.from({ length: WIDTH }, async () => {
          for (const errand of queue) if (await this.#perform(errand)) done++;
        }),
      );
      if (due.length < BATCH || this.#stopped) return done;
    }
  }

  async #perform(errand: ErrandRow): Promise<boolean> {
    try {
      await this.#handlers[errand.kind]!(errand, this.#deps);
      await errandDone(this.#deps.sql, errand.id);
      return true;
    } catch (error) {
      const fault = faultOf(error);
      this.#log.warn({ file: errand.file, errand: errand.kind, ...fault }, 'errands');
      await errandFailed(this.#deps.sql, errand.id, String(fault.code ?? fault.name ?? 'fault'));
      return false;
    }
  }
}

/** Brings a system act to a file, once for each key. False: the file has ended, nothing is brought any more. */
export async function bring(
  deps: ActDeps,
  file: string,
  type: string,
  facts: { readonly [key: string]: Fact },
  key: string,
): Promise<boolean> {
  const hash = hashOf(facts);
  const message = {
    id: `${type}:${key}`,
    type,
    unit: SYSTEM.unit,
    officer: SYSTEM.id,
    hash,
    facts,
  };
  const arrivedAt = await deps.engine.clockOf(file);
  const stored = await receiveAct(deps.sql, {
    file,
    actId: message.id,
    type,
    unit: SYSTEM.unit,
    officer: SYSTEM.id,
    message,
    payload: facts,
    hash,
    key,
    arrivedAt,
  });
  if (!('message' in stored)) {
    if (stored.code === 'file-closed') return false;
    throw Object.assign(new Error('the act cannot be brought'), { code: stored.code });
  }
  // Whether the engine hears it now or from the relay: the inbox has it.
  if (!stored.verdict)
    await deps.engine.signal(file, stored.message as Act, SYSTEM.id).catch(() => false);
  return true;
}
