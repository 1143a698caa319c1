/** 卷面 What a coordinator reads first of a referral: codes and offices only. */
export interface SummaryOpening {
  direction: 'A' | 'B';
  subject: { kind: string; id: string };
  units: Readonly<Record<string, string>>;
}

export function summaryOf({ direction, subject, units }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  const zh = direction === 'A' ? '监督所发现，函告支付处' : '社保中心发现，先行暂停后函告监督所';
  return {
    summary: `快速反应 ${direction}：${zh}（${subject.kind === 'institution' ? '定点医药机构' : '医师、药师'}）`,
    details: `## 快速反应 Rapid response\n\n津人社局发〔2017〕51号 附件1\n\n- 方向 direction: ${direction}，${zh}\n- 主体 subject: \`${subject.id}\`\n- 监督所 \`${units['supervision-body']}\` · 支付处 \`${units['payment-division']}\` · 制度处 \`${units['system-division']}\``,
    unit: direction === 'A' ? units['payment-division']! : units['supervision-body']!,
  };
}
