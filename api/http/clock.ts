/**
 * 时钟 The database's clock, as far as this process knows it: whatever has a legal date takes it from there, openings and acts alike.
 * It is measured now and then and carried on by the monotonic clock, so that nothing we are asked costs a look at it, and so that
 * a wall clock of ours that is set while we run moves nothing. A process whose wall clock is wrong takes nothing and says so:
 * by that clock it judges whose token still counts.
 */
import type { Logger } from 'pino';
import type { Sql } from '../../db/client.ts';
import { databaseTime } from '../../db/queries/inbox.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { instant, type CivilDate, type Instant } from '../../domain/time/instant.ts';
import { Loop } from '../background/loop.ts';
import { Problem } from './problems.ts';

/** Milliseconds that a wall clock may differ. */
const TOLERANCE = 2_000;
const EVERY = 5_000;

/** One process has one database. */
let known: { at: number; mono: number } | undefined;

/** The database's time; before the first look at it, ours. */
export const databaseNow = (): Instant =>
  instant(Math.floor(known ? known.at + performance.now() - known.mono : Date.now()));
export const databaseToday = (): CivilDate => civilDateOf(databaseNow());

export interface ClockOptions {
  sql: Sql;
  log: Logger;
  wall?: (() => number) | undefined;
}

export class Clock {
  readonly loop: Loop;
  readonly #options: { sql: Sql; log: Logger; wall: () => number };
  /** Half of the way to the database and back: what a look cannot know. */
  #slack: number | undefined;
  #said = false;

  constructor({ sql, log, wall = Date.now }: ClockOptions) {
    this.#options = { sql, log, wall };
    this.loop = new Loop({ name: 'clock', log, every: EVERY, perform: () => this.measure() });
  }

  now(): Instant {
    return databaseNow();
  }

  /** Without the database nothing can be taken either; it is looked at again soon. */
  async start(): Promise<void> {
    await this.measure().catch(() => {});
    await this.loop.start();
  }

  /** Asks the database for its time, and takes it for ours. */
  async measure(): Promise<Instant> {
    const before = performance.now();
    const at = await databaseTime(this.#options.sql);
    const after = performance.now();
    this.#slack = (after - before) / 2;
    known = { at: at + this.#slack, mono: after };
    const apart = this.inStep() ? undefined : this.difference();
    if ((apart !== undefined) !== this.#said) {
      this.#said = apart !== undefined;
      if (apart === undefined) this.#options.log.info('the clock agrees with the database again');
      else
        this.#options.log.error(
          { ms: apart },
          'the clock differs from the database: nothing is taken',
        );
    }
    return instant(at);
  }

  /** Milliseconds that our wall clock is ahead. */
  difference(): number {
    return Math.round(this.#options.wall() - databaseNow());
  }

  inStep(): boolean {
    return Math.abs(this.difference()) <= TOLERANCE + (this.#slack ?? 0);
  }

  /** Before anything is taken. */
  check(): void {
    if (!this.inStep())
      throw new Problem('clock-differs', { clause: 'X-13', headers: { 'Retry-After': '30' } });
  }
}
