/** 卷面 What a coordinator reads first of a commitment case: codes and offices only. */
import type { CommitmentType } from './terms.ts';
import { commitmentTypeLabels } from './terms.ts';

export interface CoverOpening { type: CommitmentType; item: string; subject: { id: string }; approvedOn: string; units: Readonly<Record<string, string>> }

export function cover({ type, item, subject, approvedOn, units }: CoverOpening): { summary: string; details: string; unit: string } {
  return {
    summary: `承诺制事项：${item}（${commitmentTypeLabels[type]}）`,
    details: `## 承诺制事项 Commitment case\n\n津医保局发〔2021〕84号\n\n- 方式 type: ${commitmentTypeLabels[type]}\n- 事项 item: \`${item}\`，办理结果 result: \`${subject.id}\`，批准 approved: ${approvedOn}\n- 受理 accepting: \`${units['accepting']}\` · 监管 supervising: \`${units['supervising']}\``,
    unit: units['accepting']!,
  };
}
