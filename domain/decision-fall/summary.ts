/** 卷面 What a coordinator reads first of a record: which decision, and what became of it. */
import type { Decision, Recorded } from './terms.ts';

export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  decision: Decision;
  record: Recorded;
}

export function summaryOf({ units, decision, record }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  const what = record.kind === 'fall' ? '决定不再成立' : '决定恢复成立';
  return {
    summary: `${what}（附件1（五））：${decision.file} 第 ${decision.number} 号决定`,
    details: [
      '## 决定撤销、变更登记 Record that a decision fell',
      '由另一名负责人核对文书后确认；期限为管理设定。Another person, a head, confirms it; the period is management.',
      `- 决定 decision: \`${decision.file}\` ${decision.number}\n- 结果 outcome: \`${record.outcome}\`\n- 登记单位 \`${units['recording']}\``,
    ].join('\n\n'),
    unit: units['confirming']!,
  };
}
