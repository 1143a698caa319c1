/** 卷面 What a coordinator reads first of a cycle: from when until when, and by which version of the rule. */

export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  period: { from: string; until: string };
  rule: { version: number; sample: boolean } | null;
}

export function summaryOf({ units, period: { from, until }, rule }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  const by = rule
    ? `第 ${rule.version} 版${rule.sample ? '（样例）' : ''}`
    : '无，本周期不评级 none: nobody is graded';
  return {
    summary: `信用评价周期：${from} 至 ${until}（不含）`,
    details: [
      '## 信用评价周期 Cycle of credit grading',
      '秦医保〔2022〕23号 二（四）：评价周期为1年，以周期最后一日为评价日。The last day of the year is the assessment day.',
      `- 期间 period: ${from} – ${until}\n- 规则 rule: ${by}\n- 基金监管科 \`${units['fund-supervision']}\``,
    ].join('\n\n'),
    unit: units['fund-supervision']!,
  };
}
