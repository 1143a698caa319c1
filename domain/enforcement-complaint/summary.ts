/** 卷面 What a coordinator reads first of a complaint: offices and codes; never who complained. */
export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  grounds: readonly string[];
  inspection?: string;
}

export function summaryOf({ units, grounds, inspection }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  return {
    summary: `执法扰企线索${inspection ? `：${inspection}` : ''}`,
    details: `## 执法扰企线索 Complaint about enforcement\n\n庆阳 2025-06-26 通知 第十七条：管理时限，非法定。A management period, not law.\n\n- 承办 handling: \`${units['handling']}\`\n- 反映 grounds: ${grounds.map((g) => `\`${g}\``).join(' ')}${inspection ? `\n- 检查 inspection: \`${inspection}\`` : ''}`,
    unit: units['handling']!,
  };
}
