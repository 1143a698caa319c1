/**
 * 小数保护 Which numbers of a monthly summary are told: by domain/law/small-numbers.ts, for stages and for acts, each row whole or not at all. With fewer records
 * than the bureau's threshold nothing is told but that there are some. Acts are never told by stage: that would point at single records. Pure.
 */
import { told, type Told } from '../law/small-numbers.ts';
import type { Instant } from '../time/instant.ts';

export interface Figures {
  records: number;
  byStage: readonly number[];
  byAct: readonly number[];
}
/** Null: withheld. */
export interface Disclosed {
  records: number | null;
  byStage: Told;
  byAct: Told;
}

export interface MonthlySummary {
  /** YYYY-MM */
  month: string;
  /** 报送 Made and filed by the system in the same instant. */
  filedAt: Instant;
  /** 零报告 Nothing was recorded. */
  zero: boolean;
  figures: Disclosed;
  received: { by: string; at: Instant } | null;
}

export function disclosed({ records, byStage, byAct }: Figures, threshold: number): Disclosed {
  const few = records > 0 && records < threshold;
  const row = (counts: readonly number[]): Told =>
    few ? counts.map(() => null) : told(counts, records, threshold);
  return { records: few ? null : records, byStage: row(byStage), byAct: row(byAct) };
}
