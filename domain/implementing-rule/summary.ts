/** 卷面 What a coordinator reads first of an implementing rule: codes and offices only. */
export interface SummaryOpening {
  item: string;
  ofIssuing: boolean;
  units: Readonly<Record<string, string>>;
}

export function summaryOf({ item, ofIssuing, units }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  const period = ofIssuing
    ? '印发之日起 30 日（至 2021-10-22），两项分别计算。30 days of the issuing, each deliverable by itself.'
    : '管理时限，非法定。A management period, not law.';
  return {
    summary: `实施细则：${item}`,
    details: `## 实施细则 Implementing rule\n\n津医保局发〔2021〕84号 第十二条至第十五条\n\n- 事项 item: \`${item}\`\n- 制定部门 author: \`${units['author']}\`\n- ${period}`,
    unit: units['author']!,
  };
}
