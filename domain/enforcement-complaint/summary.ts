/** 卷面 What the Temporal UI shows of a complaint: who deals with it. Whoever may look there may be of the body complained of (QY-17.1): neither who complained, nor of which inspection, nor on which grounds. */
export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
}

export function summaryOf({ units }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  return {
    summary: '执法扰企线索',
    details: `## 执法扰企线索 Complaint about enforcement\n\n庆阳 2025-06-26 通知 第十七条：管理时限，非法定。A management period, not law.\n\n- 承办 handling: \`${units['handling']}\``,
    unit: units['handling']!,
  };
}
