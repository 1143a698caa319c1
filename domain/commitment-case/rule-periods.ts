/** 实施细则的期限 The periods that the implementing rule of an item sets, and how a duty cites them. */
import type { LegalBasis } from '../law/basis.ts';
import type { TimeLimit } from '../time/limit.ts';

/** 起算 From what a period of the rule counts: receipt of the push, receipt of the distribution, end of the check. */
export const periodStarts = ['push', 'distribution', 'check'] as const;
export type PeriodStart = (typeof periodStarts)[number];
const periodStartLabels = {
  push: '收到推送',
  distribution: '收到分发',
  check: '检查结束',
} as const satisfies Record<PeriodStart, string>;
/** A period that the implementing rule sets, and where it says so. `from` is absent in rules published before it was asked for: then as before. */
export type RulePeriod = {
  limit: TimeLimit;
  section: string;
  from?: PeriodStart;
};
/** 实施细则 The rule in force on the day of approval: the case keeps it (TJ84-14). */
export interface ImplementingRule {
  item: string;
  version: number;
  check?: RulePeriod;
  feedback?: RulePeriod;
}

/** TJ84-13: a period of the rule is cited to the rule, never to art. 7. */
export function citation(
  { item, version }: ImplementingRule,
  { section, from }: RulePeriod,
): LegalBasis {
  const counted = from ? `（自${periodStartLabels[from]}起算）` : '';
  return {
    clause: `IR:${item}/v${version}/${section}`,
    instrument: 'implementing-rule',
    article: `实施细则（${item}）第${version}版 ${section}${counted}`,
    force: 'text',
  };
}
