/** 卷面 What a coordinator reads first of a programme: the body, the year, the numbers. */
export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  year: number;
  planned: readonly number[];
  items: readonly string[];
}

export function summaryOf({ units, year, planned, items }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  return {
    summary: `${year} 年度联合检查计划：${units['inspecting']}`,
    details: `## 年度联合检查计划 Yearly programme\n\n庆阳 2025-06-26 通知 第五条：管理时限，非法定。Management periods, not law.\n\n- 检查主体 body: \`${units['inspecting']}\`\n- 各季度 quarters: ${planned.join(' / ')}\n- 事项 items: ${items.map((i) => `\`${i}\``).join(' ')}`,
    unit: units['inspecting']!,
  };
}
