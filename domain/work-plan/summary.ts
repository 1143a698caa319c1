/** 卷面 What a coordinator reads first of a plan: its year, its day, its tasks. */

export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  year: number;
  issuedOn: string;
  rows: readonly { id: string }[];
}

export function summaryOf({ units, year, issuedOn, rows }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  return {
    summary: `${year} 年政务服务工作方案，${issuedOn} 印发，${rows.length} 项任务`,
    details: [
      '## 政务服务工作方案 Plan of work',
      '黔江 2021 年方案三（三）、附件1：任务分解，周通报、月考评、季分析、年考核。',
      `- 年度 year: ${year}\n- 任务 tasks: ${rows.length}\n- 领导小组办公室 \`${units['office']}\``,
    ].join('\n\n'),
    unit: units['office']!,
  };
}
