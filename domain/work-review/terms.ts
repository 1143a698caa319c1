/** 督查的用语 The four kinds of reviews (QJ-3.3). */
import type { Span } from '../time/spans.ts';

export const kindNames: Readonly<Record<Span, { zh: string; en: string }>> = {
  week: { zh: '周通报', en: 'Weekly report' },
  month: { zh: '月考评', en: 'Monthly assessment' },
  quarter: { zh: '季分析', en: 'Quarterly analysis' },
  year: { zh: '年考核', en: 'Yearly assessment' },
};

/** 首期、末期 Why a period is no whole one. */
export const brokenNames = {
  first: { zh: '首期，自印发之日起', en: 'the first one, from the day of issue' },
  last: { zh: '末期，至方案终结之日', en: 'the last one, to the closing of the plan' },
  both: {
    zh: '自印发之日起，至方案终结之日',
    en: 'from the day of issue to the closing of the plan',
  },
} as const;
