/** 卷面 What a coordinator reads first of a bad evaluation: codes and offices; never who evaluated, nor what was said. */
export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  evaluation: string;
  grade: string;
  anonymous: boolean;
}

export function summaryOf({ units, evaluation, grade, anonymous }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  return {
    summary: `差评 ${evaluation}`,
    details: [
      '## 差评 Bad evaluation',
      '黔江 2021 方案 二（二）：受理 → 转办 → 调查整改 → 结果反馈 → 回访。各环节时限为管理设定。Every period is management.',
      `- 等级 grade: \`${grade}\`\n- 匿名 anonymous: ${anonymous}\n- 受理 accepting: \`${units['accepting']}\``,
    ].join('\n\n'),
    unit: units['accepting']!,
  };
}
