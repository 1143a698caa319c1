/** 检查之前的等待 What a plan waits for before the door, and how long an inspection bars its items afterwards. Data only. */
import type { Duty } from '../law/duty.ts';
import { addDays } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';
import { basis } from './basis.ts';
import { onSiteStart, waking } from './acts.ts';
import { windowCorrection } from '../inspection-window/acts.ts';

/** 待唤醒 QY-4.1, 15.1: on hold until the first instant of a day. Waking opens no door. */
export const hold = (wakesOn: CivilDate, clause: string) =>
  ({
    id: 'hold',
    act: waking.type,
    owedBy: 'duban',
    owedTo: 'inspecting',
    judgedBy: 'receipt',
    limit: { unit: 'fixed', on: addDays(wakesOn, -1) },
    basis: basis(clause, '第四、十五条', 'text'),
    action: {
      zh: '待唤醒：频次或者重复检查的限制届满后重新评估',
      en: 'On hold until no cap and no window bars it',
    },
  }) satisfies Duty;

/** 批准与开始 QY-10.1: a plan that has not begun by the end of the month of its last planned day is spent, and its place is free. Management; the days themselves are nobody's business before the door. */
export const begin = (expiresOn: CivilDate) =>
  ({
    id: 'begin',
    act: onSiteStart.type,
    owedBy: 'inspecting',
    owedTo: 'institution',
    judgedBy: 'receipt',
    limit: { unit: 'fixed', on: expiresOn },
    basis: basis('QY-10.1', '第十条', 'management'),
    action: { zh: '经负责人批准后开始检查', en: 'Begin, once the head has approved' },
  }) satisfies Duty;

/** 重复检查的窗口 QY-15.1: from the end to the corresponding day of the next year; no roll. */
export const yearAfterTheEnd = {
  id: 'yearAfterTheEnd',
  act: windowCorrection.type,
  owedBy: 'inspecting',
  owedTo: 'institution',
  judgedBy: 'receipt',
  mayPrecede: true,
  limit: { unit: 'year-window', count: 1 },
  basis: basis('QY-15.1', '第十五条', 'text'),
  action: {
    zh: '同一事项一年内不重复检查',
    en: 'The same items are not inspected again within the year',
  },
} as const satisfies Duty;

/** The last day of the month of a day. */
export function endOfMonth(day: CivilDate): CivilDate {
  const next =
    day.slice(5, 7) === '12'
      ? `${String(Number(day.slice(0, 4)) + 1).padStart(4, '0')}-01-01`
      : `${day.slice(0, 5)}${String(Number(day.slice(5, 7)) + 1).padStart(2, '0')}-01`;
  return addDays(next as CivilDate, -1);
}
