/** 卷面 What a coordinator reads first of a breaker: the kind of subject, the owner. */
export interface SummaryOpening {
  subject: { kind: string; id: string };
  units: Readonly<Record<string, string>>;
}

export function summaryOf({ subject, units }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  const kind = subject.kind === 'institution' ? '定点医药机构' : '医师、药师';
  return {
    summary: `熔断（六）：${kind}`,
    details: `## 熔断 Circuit breaker\n\n津人社局发〔2017〕51号 六\n\n- 主体 subject: \`${subject.id}\`\n- 经办 handling: \`${units['handling']}\`\n- 支付处 payment division: \`${units['payment-division']}\``,
    unit: units['handling']!,
  };
}
