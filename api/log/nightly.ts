/**
 * 夜间核对 Compares each bureau's log with its tables once a night, without the engine: what nobody asks about is found all the same. By whichever process comes first,
 * while no person has it compared; page by page, so that no snapshot is held. What was found is counted for the metrics; which rows they are, `GET /v1/reconciliation` says.
 */
import type { Logger } from 'pino';
import type { Sql } from '../../db/client.ts';
import { auditsDue, endAudit, takeAudit } from '../../db/queries/log-audits.ts';
import { brokenPapers, papersOfNight } from '../../db/queries/broken-papers.ts';
import { brokenHeads, holding } from '../../db/queries/reconciliation.ts';
import { civilDateOf, startOfDay } from '../../domain/time/civil-date.ts';
import { HOUR, instant, type Instant } from '../../domain/time/instant.ts';
import { performEach } from '../background/each.ts';
import { Loop } from '../background/loop.ts';
import { databaseNow } from '../http/clock.ts';
import { brokenEntries } from './audit-entries.ts';
import { brokenLog } from './audit-leaves.ts';

const NAME = 'log-audit';
/** After midnight of Beijing. */
const NIGHT = 2 * HOUR;
const MOST = 1000;
/** So many stored papers are hashed in a night beside the newest; a person who asks has all of them hashed. */
const PAPERS = 2000;

/** The last hour of the night at or before an instant. */
export function lastNight(now: Instant): Instant {
  const tonight = startOfDay(civilDateOf(now)) + NIGHT;
  return instant(tonight <= now ? tonight : tonight - 24 * HOUR);
}

export class NightlyAudit {
  readonly loop: Loop;
  readonly #sql: Sql;
  readonly #holds: Sql;
  readonly #log: Logger;

  constructor({ sql, holds, log, every }: { sql: Sql; holds: Sql; log: Logger; every: number }) {
    this.#sql = sql;
    this.#holds = holds;
    this.#log = log;
    this.loop = new Loop({
      name: NAME,
      log,
      every,
      perform: (stopping) => this.auditAll(stopping),
    });
  }

  async auditAll(stopping?: AbortSignal): Promise<number> {
    const since = lastNight(databaseNow());
    return performEach(await auditsDue(this.#sql, since), {
      loop: NAME,
      log: this.#log,
      stopping,
      called: (bureau) => ({ bureau }),
      perform: (bureau) => this.audit(bureau, since),
    });
  }

  /** Answers whether it was ours to do. */
  async audit(bureau: string, since: Instant): Promise<boolean> {
    const sql = this.#sql;
    if (!(await takeAudit(sql, bureau, since))) return false;
    const faults = await holding(this.#holds, bureau, async () => {
      const entries = await brokenEntries(sql, bureau, MOST);
      const heads = await brokenHeads(sql, bureau, MOST);
      const { leaves, series, tree } = await brokenLog(sql, bureau, MOST);
      const hashed = await papersOfNight(sql, bureau, PAPERS);
      const papers = await brokenPapers(sql, bureau, MOST, hashed);
      return [entries, heads, leaves, series, tree, papers].reduce((n, of) => n + of.length, 0);
    });
    await endAudit(sql, bureau, faults);
    if (faults > 0)
      this.#log.error({ bureau, faults }, 'log: what is written is not what was proved');
    return true;
  }
}
