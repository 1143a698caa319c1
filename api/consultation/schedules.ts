/** 会商周期 The engine's schedules of consultations, one for each pair, kept as the database has them: a schedule that could not be set at once is set later. */
import {
  ScheduleAlreadyRunning,
  type ScheduleOptions,
  type ScheduleUpdateOptions,
} from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import type { Logger } from 'pino';
import {
  followSchedule,
  standingSchedules,
  unsyncedSchedules,
  type Pair,
  type ScheduleRow,
} from '../../db/consultation/store.ts';
import type { Sql } from '../../db/client.ts';
import { monthsOf, scheduleId } from '../../domain/consultation/schedule.ts';
import { performEach } from '../background/each.ts';
import { Loop } from '../background/loop.ts';
import type { Engine } from '../intake/engine.ts';

/** Milliseconds between two looks for what the engine has not followed. */
const EVERY = 30_000;
/** The engine is away when it has not answered in this time. */
const DEADLINE = 5_000;
const ZONE = 'Asia/Shanghai';

const NAME = 'consultation-schedules';

export class ConsultationSchedules {
  readonly loop: Loop;
  #options: { sql: Sql; engine: Engine; log: Logger };
  #zoned = false;

  constructor(options: { sql: Sql; engine: Engine; log: Logger }) {
    this.#options = options;
    this.loop = new Loop({
      name: NAME,
      log: options.log,
      every: EVERY,
      first: 0,
      perform: (stopping) => this.once(stopping),
    });
  }

  /** Follows whatever was changed while the engine was away; how much that was. At the start also what an earlier version has set by another clock. */
  async once(stopping?: AbortSignal): Promise<number> {
    if (!this.#zoned) {
      await this.#toOurZone();
      this.#zoned = true;
    }
    return performEach(await unsyncedSchedules(this.#options.sql, 200), {
      loop: NAME,
      log: this.#options.log,
      stopping,
      called: ({ bureau, accepting, supervising }) => ({ bureau, accepting, supervising }),
      perform: (row) => this.follow(row, row.changedBy),
      restsOnEngine: true,
    });
  }

  /** Days and hours are those of the office. */
  async #toOurZone(): Promise<void> {
    const { sql, engine } = this.#options;
    const elsewhere = await engine.as('duban-api', async () => {
      const ids = new Set<string>();
      for await (const { scheduleId: id, spec } of engine.client.schedule.list())
        if (spec?.timezone !== ZONE) ids.add(id);
      return ids;
    });
    if (elsewhere.size === 0) return;
    for (const row of await standingSchedules(sql)) {
      if (elsewhere.has(scheduleId(row.bureau, row.accepting, row.supervising)))
        await this.follow(row, row.changedBy);
    }
  }

  /** Sets the engine's schedule as this row says, in the name of the officer who said so; or as a newer one of the pair says. */
  async follow(row: ScheduleRow, officer: string): Promise<void> {
    await followSchedule(this.#options.sql, row, (newest) =>
      this.#set(newest, newest.version === row.version ? officer : newest.changedBy),
    );
  }

  async #set(row: ScheduleRow, officer: string): Promise<void> {
    const { engine } = this.#options;
    const { schedule } = engine.client;
    const options = this.#optionsOf(row);
    await engine.as(officer, () =>
      engine.connection.withDeadline(Date.now() + DEADLINE, async () => {
        try {
          await schedule.create(options);
        } catch (error) {
          if (!(error instanceof ScheduleAlreadyRunning)) throw error;
          const { spec, action, policies, state } = options;
          await schedule
            .getHandle(options.scheduleId)
            .update(() => ({ spec, action, policies, state }) as ScheduleUpdateOptions);
        }
      }),
    );
  }

  /** Now, beside the rhythm: what the schedule would do when a term comes. */
  async trigger({ bureau, accepting, supervising }: Pair, officer: string): Promise<void> {
    const { engine } = this.#options;
    await engine.as(officer, () =>
      engine.client.schedule
        .getHandle(scheduleId(bureau, accepting, supervising))
        .trigger('ALLOW_ALL'),
    );
  }

  #optionsOf({
    bureau,
    accepting,
    supervising,
    months,
    day,
    hour,
    paused,
    reason: _reason,
    version,
  }: ScheduleRow): ScheduleOptions {
    const keyword = (name: string, value: string) => ({
      key: defineSearchAttributeKey(name, 'KEYWORD'),
      value,
    });
    const pair: Pair = { bureau, accepting, supervising };
    const attributes = [keyword('DubanProcedure', 'consultation'), keyword('DubanBureau', bureau)];
    return {
      scheduleId: scheduleId(bureau, accepting, supervising),
      spec: {
        calendars: [
          {
            month: monthsOf(months),
            dayOfMonth: day,
            hour,
            comment: `第十六条 定期会商，每 ${months} 个月（管理设定）`,
          },
        ],
        timezone: ZONE,
      },
      action: {
        type: 'startWorkflow',
        workflowType: 'consultationCall',
        workflowId: `HS-CALL.${bureau}.${accepting}~${supervising}`,
        taskQueue: this.#options.engine.options.taskQueue,
        args: [pair],
        workflowTaskTimeout: '3s',
        staticSummary: '审管联动定期会商：召集',
        typedSearchAttributes: attributes,
      },
      // A term that fell into an outage of ours is called after it; each term by itself.
      policies: { overlap: 'ALLOW_ALL', catchupWindow: '31 days' },
      state: { paused, note: `v${version}` },
      typedSearchAttributes: attributes,
    };
  }
}
