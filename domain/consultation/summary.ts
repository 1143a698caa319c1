/** 卷面 What a coordinator reads first of a consultation: the pair, the period and its figures. */
import { formatInstant } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { Figures } from './figures.ts';

export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  period: { from: Instant; to: Instant };
  figures: Figures;
}

export function summaryOf({ units, period, figures: f }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  const findings =
    Object.entries(f.findings)
      .map(([finding, n]) => `${finding} ${n}`)
      .join(' · ') || '–';
  return {
    summary: '审管联动定期会商（第十六条）',
    details: [
      '## 定期会商 Consultation',
      '津医保局发〔2021〕84号 第十六条：管理周期，非法定。A management rhythm, not law.',
      `- 受理部门 accepting: \`${units['accepting']}\`\n- 监管部门 supervising: \`${units['supervising']}\`\n- 期间 period: ${formatInstant(period.from).slice(0, 10)} – ${formatInstant(period.to).slice(0, 10)}`,
      `- 立卷 opened ${f.opened} · 办结 closed ${f.closed}\n- 监管结果 results: ${findings}\n- 交互 exchanged ${f.exchanged} · 迟延 late ${f.late} · 退回 refused ${f.refused} · 逾期 overdue ${f.overdue}\n- 未结协调事项 open issues: ${f.issues.length}`,
    ].join('\n\n'),
    unit: units['convener']!,
  };
}
