/** 卷面 What a coordinator reads first of a complaint: codes and offices; never who complained, nor how. */
export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  source: string;
  kind: string;
}

export function summaryOf({ units, source, kind }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  return {
    summary: `投诉 ${source}`,
    details: [
      '## 投诉 Complaint about a service',
      '黔江 2021 方案 二（六）：响应率 100%。时限为管理设定。Every one is answered; the periods are management.',
      `- 来源 source: \`${source}\`\n- 类别 kind: \`${kind}\`\n- 承办 handling: \`${units['handling']}\``,
    ].join('\n\n'),
    unit: units['handling']!,
  };
}
