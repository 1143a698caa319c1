/** 卷面 What a coordinator reads first of a penalty case: codes and offices only. */
import { matters, type Matter } from './terms.ts';

export interface SummaryOpening {
  matter: Matter;
  subject: { kind: string; id: string };
  units: Readonly<Record<string, string>>;
  origins: readonly { file: string }[];
}

export function summaryOf({ matter, subject, units, origins }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  const who = subject.kind === 'institution' ? '定点医药机构' : '医师、药师';
  return {
    summary: `立案查处（十四）：${matters[matter].zh}（${who}）`,
    details: [
      '## 立案查处 Penalty case',
      '津人社局发〔2017〕51号（十四）：立案 → 调查 → 法制审核 → 处理处罚 → 执行。In that order.',
      `- 主体 subject: \`${subject.id}\`\n- 案由 matter: ${matters[matter].zh} \`${matter}\`\n- 监督所 \`${units['supervision-body']}\` · 法制审核 \`${units['reviewing']}\``,
      ...origins.map(({ file }) => `- 来源 origin: \`${file}\``),
    ].join('\n\n'),
    unit: units['supervision-body']!,
  };
}
