/** 处理处罚措施 The ladder of 十三, the penalties beside it, and when one set of them is harsher than another. Pure. */
import type { CivilDate } from '../time/instant.ts';
import type { PenaltySettings } from './settings.ts';

/** 十三 限期整改 → 暂停支付 → 暂停协议（资格）→ 终止协议（资格）: by gravity. 终止 and 取消 are one step; the verb is the subject's. */
export const ladder: Readonly<Record<string, number>> = {
  rectify: 1,
  'suspend-payment': 2,
  suspend: 3,
  terminate: 4,
  cancel: 4,
};
/** 警告、罚款、退回基金 What the regulation on the funds adds to it. */
const penalties = ['warn', 'fine', 'recover'] as const;
export const measureKinds = [...Object.keys(ladder), ...penalties];
export const paid: readonly string[] = ['fine', 'recover'];

/** `measure`: as it was written; whether there is such a one is for the guards. */
export type Measure = {
  measure: string;
  amountFen?: number;
  /** 限期整改 Until when. */
  by?: CivilDate;
  /** 暂停 Its end, or the day on which it is looked at again. */
  endsOn?: CivilDate;
  reviewOn?: CivilDate;
};

export const has = (list: readonly Measure[], ...kinds: readonly string[]): boolean =>
  list.some((m) => kinds.includes(m.measure));
const step = (list: readonly Measure[]): number =>
  Math.max(0, ...list.map((m) => ladder[m.measure] ?? 0));
const amountOf = (list: readonly Measure[], kind: string): number =>
  list.find((m) => m.measure === kind)?.amountFen ?? 0;
/** Without an end it lasts longest. */
const lasts = (list: readonly Measure[], kind: string): string =>
  list.find((m) => m.measure === kind)?.endsOn ?? '9999';

/** 加重 More money, a higher step, a longer suspension, or a warning where nothing was proposed. */
export function harsher(than: readonly Measure[], list: readonly Measure[]): boolean {
  return (
    step(list) > step(than) ||
    paid.some((kind) => amountOf(list, kind) > amountOf(than, kind)) ||
    (step(list) === step(than) &&
      has(list, 'suspend') &&
      has(than, 'suspend') &&
      lasts(list, 'suspend') > lasts(than, 'suspend')) ||
    (than.length === 0 && list.length > 0)
  );
}

/** 重大 What is always discussed collectively and offered a hearing: a standing that is touched, a fine of that size, a key violation. */
export const isGrave = (
  list: readonly Measure[],
  violations: readonly unknown[],
  { graveFineFen }: PenaltySettings,
): boolean =>
  step(list) >= ladder['suspend']! ||
  amountOf(list, 'fine') >= graveFineFen ||
  violations.length > 0;
