/**
 * 快进的时间 How far each file was taken ahead of the clocks on the wall, and since when. The register is dated by the wall, so the recount names what it holds of skipped
 * time as recorded before it can have happened (`early`). With this ledger the demonstration can tell: that, and nothing else, is what it has done itself.
 */
import { parseInstant } from '../../domain/time/civil-date.ts';
import type { Recount } from '../../domain/recount/compare.ts';
import { GRACE } from '../../domain/law/wait.ts';

export class Skipped {
  readonly #skips = new Map<string, { since: number; ahead: number }[]>();

  /** From now on the file may be there. */
  note(file: string, to: number): void {
    const since = Date.now();
    this.#skips.set(file, [...(this.#skips.get(file) ?? []), { since, ahead: to - since }]);
  }

  /** How far ahead the file may have been, in milliseconds, at an instant of the wall's clock. */
  aheadOf(file: string, at: number): number {
    const skips = this.#skips.get(file) ?? [];
    return Math.max(0, ...skips.filter(({ since }) => since <= at).map(({ ahead }) => ahead));
  }

  /** The recount with the register's clock moved along by as much as was skipped, and no further. `moved` is told how many records that was. */
  recounting(recount: Recount, moved: (records: number) => void): Recount {
    return async (life, stood) => {
      const { differences, ...counted } = await recount(life, stood);
      const { file } = life.opening;
      const left = differences.filter(({ kind, stands, counted: least }) => {
        const at = parseInstant(String(stands));
        const earliest = parseInstant(String(least));
        if (kind !== 'early' || at === undefined || earliest === undefined) return true;
        return at + this.aheadOf(file, at) < earliest - GRACE;
      });
      moved(differences.length - left.length);
      return { ...counted, differences: left };
    };
  }
}
