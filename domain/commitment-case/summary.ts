/** 卷面 What a coordinator reads first of a commitment case: codes and offices only. */
import type { CommitmentType } from './terms.ts';
import { commitmentTypeLabels } from './terms.ts';

interface Promised {
  material: string;
  promisedOn: string;
}
export interface SummaryOpening {
  basis?: { number: string };
  rule?: { version: number };
  letter?: { facts: { missing?: readonly Promised[] } };
  type: CommitmentType;
  item: string;
  subject: { id: string };
  approvedOn: string;
  units: Readonly<Record<string, string>>;
}

/** 第九条第一款 What is promised and missing, by material and date; 第十三条 the implementing rule that binds the case. */
function further({ rule, letter }: SummaryOpening): string {
  const promised = letter?.facts.missing ?? [];
  const missing = promised
    .slice(0, 20)
    .map((m) => `\`${m.material}\`（承诺 promised ${m.promisedOn}）`);
  return `${missing.length > 0 ? `\n- 暂缺材料 missing: ${missing.join('、')}${promised.length > 20 ? ` 等 ${promised.length} 项` : ''}` : ''}${rule ? `\n- 实施细则 implementing rule: 第 ${rule.version} 版` : ''}`;
}

export function summaryOf(opening: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  const { type, item, subject, approvedOn, units, basis } = opening;
  return {
    summary: `承诺制事项：${item}（${commitmentTypeLabels[type]}）`,
    details: `## 承诺制事项 Commitment case\n\n${basis?.number ?? '津医保局发〔2021〕84号'}\n\n- 方式 type: ${commitmentTypeLabels[type]}\n- 事项 item: \`${item}\`，办理结果 result: \`${subject.id}\`，批准 approved: ${approvedOn}\n- 受理 accepting: \`${units['accepting']}\` · 监管 supervising: \`${units['supervising']}\`${further(opening)}`,
    unit: units['accepting']!,
  };
}
