/** 日历通知的传播 Brings a new holiday arrangement to every open file that counts with an older one, and says beforehand what it would move. */
import type { Logger } from 'pino';
import type { Sql } from '../../db/client.ts';
import { currentCalendars } from '../../db/queries/calendar.ts';
import {
  calendarVersion,
  calendarVersions,
  dutiesCountedIn,
  filesToTell,
} from '../../db/queries/calendar-propagation.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { due } from '../../domain/time/due.ts';
import { instant, type Instant } from '../../domain/time/instant.ts';
import type { CalendarYear } from '../../domain/time/limit.ts';
import type { MovedDeadline } from '../http/deps.ts';
import type { Engine } from '../intake/engine.ts';
import { performEach } from './each.ts';
import { Loop } from './loop.ts';
import { bringSystemAct } from './system-acts.ts';

export interface CalendarPropagationOptions {
  sql: Sql;
  engine: Engine;
  log: Logger;
  every: number;
}

/** Milliseconds between two looks through all open files while no notice comes. */
const LOOK_THROUGH_EVERY = 600_000;
const BATCH = 200;
const NAME = 'calendar-propagation';

export class CalendarPropagation {
  readonly loop: Loop;
  readonly #options: CalendarPropagationOptions;
  #seen = { versions: '', again: 0 };

  constructor(options: CalendarPropagationOptions) {
    this.#options = options;
    const { log, every } = options;
    this.loop = new Loop({
      name: NAME,
      log,
      every,
      perform: (stopping) => this.#spreadIfChanged(stopping),
    });
  }

  /** Tells every open file of the versions in force that it does not count with yet; repeated until none is left, or none of a batch could be told. */
  async spread(stopping?: AbortSignal): Promise<number> {
    const { sql, log } = this.#options;
    for (let all = 0; ;) {
      const files = await filesToTell(sql, BATCH);
      const told = await performEach(files, {
        loop: NAME,
        log,
        stopping,
        called: ({ file, year, version }) => ({ file, year, version }),
        perform: ({ file, year, version }) => this.#tell(file, year, version),
      });
      all += told;
      if (files.length < BATCH || told === 0 || stopping?.aborted) return all;
    }
  }

  /** Looks through all open files only when a notice came, and now and then for files whose deadlines have come to reach another year. */
  async #spreadIfChanged(stopping: AbortSignal): Promise<void> {
    const versions = await calendarVersions(this.#options.sql);
    if (versions === this.#seen.versions && performance.now() < this.#seen.again) return;
    await this.spread(stopping);
    this.#seen = { versions, again: performance.now() + LOOK_THROUGH_EVERY };
  }

  async #tell(file: string, year: number, version: number): Promise<boolean> {
    const { sql } = this.#options;
    const arrangement = await calendarVersion(sql, year, version);
    if (!arrangement) return false;
    const { loadedBy: _by, ...facts } = arrangement;
    return bringSystemAct(this.#options, file, {
      id: `calendar:${year}:${version}:${file}`,
      type: 'calendar-revision',
      facts,
      payload: arrangement,
      key: `calendar:${year}:${version}`,
    });
  }

  /** How a notice that is not loaded yet would move the deadlines that are open now. */
  async preview(candidate: CalendarYear): Promise<MovedDeadline[]> {
    const { sql } = this.#options;
    const calendar = [
      ...(await currentCalendars(sql)).filter((y) => y.year !== candidate.year),
      candidate,
    ];
    const moved: MovedDeadline[] = [];
    for (const d of await dutiesCountedIn(sql, candidate.year)) {
      const after = due(d.from as Instant, d.limit, calendar);
      if (after.at === d.due && after.status === d.status) continue;
      const why = after.explanation.at(-1) ?? { zh: '', en: '' };
      moved.push({
        file: d.file,
        duty: d.duty,
        clause: d.clause,
        oldDueAt: formatInstant(instant(d.due)),
        newDueAt: formatInstant(after.at),
        status: after.status,
        why,
      });
    }
    return moved;
  }
}
