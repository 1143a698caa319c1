/** 信息交互 What the departments push to each other and feed back (TJ84-15.1), and how punctual and correct they are (TJ84-15.3). */
import type { Sentence } from '../law/refusal.ts';

/** The acts of a commitment case that cross from one department to the other. `push`: also an approval that is pushed in the same call. */
export const exchanges = {
  push: { zh: '推送', en: 'Push' },
  'supervision-result': { zh: '监管结果反馈', en: 'Supervision result' },
  'stop-order': { zh: '责令停止反馈', en: 'Stop order' },
  'revocation-suggestion': { zh: '撤销建议', en: 'Suggestion to revoke' },
  'feedback-receipt': { zh: '反馈处理', en: 'Handling of the feedback' },
  revocation: { zh: '撤销决定', en: 'Revocation' },
} as const satisfies Record<string, Sentence>;
export type ExchangeType = keyof typeof exchanges;
export const exchangeTypes = Object.keys(exchanges) as [ExchangeType, ...ExchangeType[]];

export const isExchange = (type: string): type is ExchangeType => Object.hasOwn(exchanges, type);

/** Counts of one department, item and kind in a period. */
export interface Counts {
  /** Taken in by a file, whatever became of them. */
  sent: number;
  accepted: number;
  /** Accepted after the period was over. */
  late: number;
  refused: number;
  pending: number;
  /** Refused before any file took it in: malformed, or not for this caller. */
  atTheDoor: number;
  /** Fell due in the period and is owed still. */
  overdue: number;
}
export interface Rates {
  /** 迟延率 Late or not come at all, of everything that was due. */
  latenessPercent: number | null;
  /** 差错率 Refused, of everything that was tried. */
  errorPercent: number | null;
}

/** One decimal; nothing where there is nothing to divide by. */
const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part * 1000) / whole) / 10;

export function ratesOf(c: Counts): Rates {
  return {
    latenessPercent: percent(c.late + c.overdue, c.accepted + c.overdue),
    errorPercent: percent(c.refused + c.atTheDoor, c.sent + c.atTheDoor),
  };
}

export function sum(rows: readonly Counts[]): Counts {
  const zero: Counts = {
    sent: 0,
    accepted: 0,
    late: 0,
    refused: 0,
    pending: 0,
    atTheDoor: 0,
    overdue: 0,
  };
  return rows.reduce(
    (a, r) => ({
      sent: a.sent + r.sent,
      accepted: a.accepted + r.accepted,
      late: a.late + r.late,
      refused: a.refused + r.refused,
      pending: a.pending + r.pending,
      atTheDoor: a.atTheDoor + r.atTheDoor,
      overdue: a.overdue + r.overdue,
    }),
    zero,
  );
}
