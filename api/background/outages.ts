/**
 * 中断 Notes at which times each part was at work, and finds the acts that were late while one was not. The heartbeat is of the whole system: any
 * process of the API that sees a part at work beats for it. What nobody has seen is an outage, written when the part is seen again.
 */
import { uptime } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { Sql } from '../../db/client.ts';
import {
  beat,
  disputeBreach,
  lateInOutages,
  lookAtBreach,
  type Beat,
  type LateAct,
} from '../../db/queries/outages.ts';
import { bound } from '../../db/queries/turns.ts';
import { outagesBefore, type Outage, type Part } from '../../domain/law/outage.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Clock } from '../http/clock.ts';
import { faultOf } from '../http/problem-answer.ts';
import type { Engine } from '../intake/engine.ts';
import { performEach } from './each.ts';
import { Loop } from './loop.ts';

const MINUTE = 60_000;
/** Milliseconds without a sign of a part after which it was out. A worker that waits for work asks the engine once a minute. */
export const gaps: Readonly<Record<Part, number>> = {
  api: MINUTE,
  database: MINUTE,
  engine: MINUTE,
  worker: 2 * MINUTE,
};
const BATCH = 200;
const DISPUTES = 'outage-disputes';

export interface OutagesOptions {
  sql: Sql;
  engine: Engine;
  clock: Pick<Clock, 'inStep'>;
  log: Logger;
  /** Seconds of a clock that nobody sets, and that goes on while the machine sleeps. */
  uptime?: () => number;
}

export class Outages {
  readonly loops: readonly Loop[];
  readonly #options: OutagesOptions;
  /** When this process has last seen each part at work, by that clock, in seconds. */
  readonly #seen = new Map<Part, { now: number; at: number | undefined }>();

  constructor(options: OutagesOptions) {
    this.#options = options;
    const { log } = options;
    this.loops = [
      new Loop({ name: 'heartbeat', log, every: 10_000, first: 0, perform: () => this.beat() }),
      new Loop({
        name: DISPUTES,
        log,
        every: MINUTE,
        perform: (stopping) => this.disputeAll(stopping),
      }),
    ];
  }

  /** What this process sees at work now. The statement itself is the sign of the database, and of this process where it may take acts. */
  async beat(): Promise<void> {
    const { sql, clock, uptime: now = uptime } = this.#options;
    const seen: Beat[] = [{ part: 'database', gap: gaps.database }];
    if (clock.inStep()) seen.push({ part: 'api', gap: gaps.api });
    seen.push(...(await this.#engineSeen()));
    const seenAt = now();
    const since = (part: Part): { elapsed?: number } => {
      const last = this.#seen.get(part);
      return last === undefined ? {} : { elapsed: Math.round((seenAt - last.now) * 1000) };
    };
    await beat(
      sql,
      seen.map((one) => ({ ...one, ...since(one.part) })),
    );
    for (const { part, at } of seen)
      // What the engine says again of the worker is no new sign of it.
      if (at === undefined || this.#seen.get(part)?.at !== at)
        this.#seen.set(part, { now: seenAt, at });
  }

  /** An engine that is away is what this is about, and no failure of the loop. */
  async #engineSeen(): Promise<Beat[]> {
    const { engine, log } = this.#options;
    try {
      const at = await engine.lastPolled();
      const worker = at === undefined ? [] : [{ part: 'worker' as const, at, gap: gaps.worker }];
      return [{ part: 'engine', gap: gaps.engine }, ...worker];
    } catch (error) {
      log.warn({ loop: 'heartbeat', ...faultOf(error) }, 'the engine is not seen at work');
      return [];
    }
  }

  /** Enters every late act whose last hours lie in an outage. Answers how many. */
  async disputeAll(stopping?: AbortSignal): Promise<number> {
    const { sql, log } = this.#options;
    let disputed = 0;
    for (let after: LateAct | undefined; ;) {
      const late = await lateInOutages(sql, after, BATCH);
      disputed += await performEach(late, {
        loop: DISPUTES,
        log,
        stopping,
        called: ({ file, key }) => ({ file, key }),
        perform: (act) => this.#dispute(act),
      });
      if (late.length < BATCH || stopping?.aborted) return disputed;
      after = late.at(-1)!;
    }
  }

  async #dispute(act: LateAct): Promise<boolean> {
    const { sql } = this.#options;
    const { file, key, duty, clause, due, upto, disputed } = act;
    const outages = outagesBefore(due as Instant, act.outages as Outage[]);
    if (outages.length === 0 || isDeepStrictEqual(outages, disputed)) {
      await lookAtBreach(sql, { file, key, upto });
      return false;
    }
    const entry = bound({
      // An outage may become known only when it has ended: what was disputed before is disputed with it, in an entry of its own.
      key: disputed ? `outage-disputed:${key}:${upto}` : `outage-disputed:${key}`,
      type: 'outage-disputed',
      clause,
      body: {
        breach: key,
        duty,
        due: formatInstant(due as Instant),
        outages: outages.map(({ part, from, until }) => ({
          part,
          from: formatInstant(from),
          until: formatInstant(until),
        })),
      },
    });
    return disputeBreach(sql, { file, key, outages, upto, entry });
  }
}
