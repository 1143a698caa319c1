/** 卷面 What a coordinator reads first of an issue: offices and ids only. */
export interface SummaryOpening {
  about: { file?: string; item?: string };
  units: Readonly<Record<string, string>>;
}

export function summaryOf({ about, units }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  return {
    summary: `审管联动协调事项（第十五条（六））${about.file ? `：${about.file}` : ''}`,
    details: [
      '## 协调事项 Coordination issue',
      '津医保局发〔2021〕84号 第十五条（六）：管理时限，非法定。Management periods, not law.',
      `- 受理部门 accepting: \`${units['accepting']}\`\n- 监管部门 supervising: \`${units['supervising']}\`\n- 提出 raised by: \`${units['coordinator']}\``,
      ...(about.file ? [`- 案卷 file: \`${about.file}\``] : []),
      ...(about.item ? [`- 事项 item: \`${about.item}\``] : []),
    ].join('\n\n'),
    unit: units['coordinator']!,
  };
}
