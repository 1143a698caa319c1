/** 积分 What stands of one person, counted by the bureau's rule: no rule, no score. Pure. */
import { addYears } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';
import type { InsuredCreditSettings } from './settings.ts';

export const INSURED = 'QJ-2.7';

export interface Counted {
  id: number;
  kind: string;
  on: CivilDate;
  /** Null where the rule of today does not know the kind any more, or the record is older than the rule counts. */
  points: number | null;
}

/** Each record with what it counts, so that anybody can count again; `score` is null while the bureau has no rule. */
export function scoreOf(
  records: readonly { id: number; kind: string; on: CivilDate }[],
  today: CivilDate,
  { base, years, kinds }: InsuredCreditSettings,
): { score: number | null; records: Counted[] } {
  const points = new Map(kinds.map((one) => [one.kind, one.points]));
  const counted = records.map((record) => ({
    ...record,
    points: addYears(record.on, years) < today ? null : (points.get(record.kind) ?? null),
  }));
  const sum = counted.reduce((all, one) => all + (one.points ?? 0), base);
  return { score: kinds.length === 0 ? null : sum, records: counted };
}
