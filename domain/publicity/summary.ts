/** 卷面 What a coordinator reads first of a publicity: the decision, the subject, the body. */

export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  decision: { file: string; number: number };
  subject: { kind: string; id: string };
}

export function summaryOf({ units, decision, subject }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  return {
    summary: `曝光（七）：${decision.file} 第 ${decision.number} 号决定`,
    details: [
      '## 曝光 Publicity',
      '津人社局发〔2017〕51号（七）：四个渠道同步；期限为管理设定。Four channels; the periods are management.',
      `- 决定 decision: \`${decision.file}\` ${decision.number}\n- 主体 subject: \`${subject.id}\`\n- 监督所 \`${units['supervision-body']}\``,
    ].join('\n\n'),
    unit: units['supervision-body']!,
  };
}
