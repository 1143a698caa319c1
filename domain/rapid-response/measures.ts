/** 处理措施 What a final decision may order, and when it departs from the opinion on which it is made. */
import type { CivilDate } from '../time/instant.ts';

/** 处理决定 TJ51-A1-1.5b and, under its 等, the ladder of TJ51-13.2. */
export const measures = [
  'restore',
  'warn',
  'recover',
  'rectify',
  'suspend-payment',
  'suspend',
  'terminate',
  'cancel',
] as const;
export type MeasureKind = (typeof measures)[number];
export type Measure = {
  measure: MeasureKind;
  /** 追回基金: how much, in fen. */
  amountFen?: number;
  /** 限期整改: until when. */
  by?: CivilDate;
  /** 暂停: the end, or the day it is looked at again. */
  endsOn?: CivilDate;
  reviewOn?: CivilDate;
};

/** 终止、取消 What cannot be undone. */
export const ends: readonly MeasureKind[] = ['terminate', 'cancel'];
/** What is decided against the subject: everything but 恢复. */
export const adverse: readonly MeasureKind[] = measures.filter((m) => m !== 'restore');

/**
 * （五）Whether a decision departs from the opinion: it leaves out what is recommended, or is harder than that. 恢复 and 暂停 say what becomes of the
 * suspension, which every decision must; the end that the veto forces departs from nothing. Nothing is said of an opinion that has told no recommendation.
 */
export function departsFrom(
  opinion: {
    confirmed: boolean;
    keyViolations: readonly unknown[];
    recommended?: readonly MeasureKind[] | undefined;
  },
  decided: readonly Measure[],
): boolean {
  const { confirmed, keyViolations: violations, recommended } = opinion;
  if (recommended === undefined) return false;
  const kinds = decided.map((m) => m.measure);
  const ended = kinds.some((kind) => ends.includes(kind));
  if (ended && violations.length > 0) return false;
  const [asked, hard] = [recommended, kinds].map((list) =>
    list.filter((kind) => adverse.includes(kind) && kind !== 'suspend'),
  );
  const same = (a: MeasureKind, b: MeasureKind) =>
    a === b || (ends.includes(a) && ends.includes(b));
  if (confirmed && asked!.length === 0 && recommended.length === 0) return false;
  return (
    asked!.some((a) => !hard!.some((b) => same(a, b))) ||
    hard!.some((b) => !asked!.some((a) => same(a, b)))
  );
}

export const has = (list: readonly Measure[], ...kinds: readonly MeasureKind[]): boolean =>
  list.some((m) => kinds.includes(m.measure));
