/** 期限的读法 A limit in words, as people cite it. */
import type { Sentence } from '../law/refusal.ts';
import type { TimeLimit } from '../time/limit.ts';

const s = (count: number): string => (count === 1 ? '' : 's');

export function limitWords(limit: TimeLimit): Sentence {
  switch (limit.unit) {
    case 'hours':
      return { zh: `${limit.count}小时`, en: `${limit.count} hour${s(limit.count)}` };
    case 'working-days':
      return { zh: `${limit.count}个工作日`, en: `${limit.count} working day${s(limit.count)}` };
    case 'calendar-days':
    case 'months': {
      const rolls = limit.roll ?? true;
      const [zh, en] =
        limit.unit === 'months'
          ? [`${limit.count}个月`, `${limit.count} month${s(limit.count)}`]
          : [`${limit.count}日（自然日）`, `${limit.count} calendar day${s(limit.count)}`];
      return rolls
        ? {
            zh: `${zh}，末日为休息日的顺延`,
            en: `${en}, moved when it ends on a rest day`,
          }
        : { zh: `${zh}，不顺延`, en: `${en}, not moved by rest days` };
    }
    case 'year-window':
      return {
        zh: `${limit.count}年（对应日止，不顺延）`,
        en: `${limit.count} year${s(limit.count)}, to the corresponding day, not moved`,
      };
    case 'calendar-year':
      return { zh: '当年度末', en: 'The end of the calendar year' };
    case 'fixed':
      return { zh: `${limit.on}`, en: `${limit.on}` };
  }
}
