/** 卷面 What a coordinator reads first of a patrol: codes and offices only. */
import { matters, type Matter } from '../penalty-case/terms.ts';

export interface SummaryOpening {
  matter: Matter;
  subject: { kind: string; id: string };
  units: Readonly<Record<string, string>>;
  origins: readonly string[];
  follows?: string;
}

export function summaryOf({ matter, subject, units, origins, follows }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  const who = subject.kind === 'institution' ? '定点医药机构' : '医师、药师';
  return {
    summary: `“网警”巡查（四）：${matters[matter].zh}（${who}）`,
    details: [
      '## “网警”巡查 Patrol',
      '津人社局发〔2017〕51号（四）：监控跟踪 → 警示约谈 → 立案查处 → 回头看。管理时限，非法定。In that order; management periods, not law.',
      `- 主体 subject: \`${subject.id}\`\n- 案由 matter: ${matters[matter].zh} \`${matter}\`\n- 监督所 \`${units['supervision-body']}\` · 负责人 \`${units['head']}\``,
      ...origins.map((file) => `- 来源 origin: \`${file}\``),
      ...(follows ? [`- 前一巡查 follows: \`${follows}\``] : []),
    ].join('\n\n'),
    unit: units['supervision-body']!,
  };
}
