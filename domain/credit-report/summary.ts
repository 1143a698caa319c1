/** 卷面 What a coordinator reads first of a report: its period. */
import type { Period } from '../time/periods.ts';

export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  period: Period;
}

export function summaryOf({ units, period }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  const unit = units['fund-supervision']!;
  return {
    summary: `信用信息报告：${period.from} 至 ${period.until}（不含）`,
    details: [
      '## 信用信息报告 Report of credit records',
      '秦医保〔2022〕23号 二（三）、（五）：按时报市信用办，期限为管理设定。To the credit office of the city; the period is management.',
      `- 期间 period: ${period.from} … ${period.until}\n- 基金监管科 \`${unit}\``,
    ].join('\n\n'),
    unit,
  };
}
