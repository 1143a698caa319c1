/** 卷面 What a coordinator reads first of a cascade: codes, offices and counts only. */
import { licenceLabels, type LicenceKind } from '../commitment-case/terms.ts';

export interface SummaryOpening {
  kind: LicenceKind;
  units: { readonly reporter: string };
  departments: readonly { department: string; results: number }[];
}

export function summaryOf({ kind, units, departments }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  const total = departments.reduce((sum, d) => sum + d.results, 0);
  const list = departments
    .slice(0, 20)
    .map((d) => `\`${d.department}\` ${d.results}`)
    .join(' · ');
  return {
    summary: `吊销联动撤销：${licenceLabels[kind]}，办理结果 ${total} 件`,
    details: `## 吊销联动撤销 Licence revocation\n\n津医保局发〔2021〕84号 第十一条\n\n- 证照 licence: ${licenceLabels[kind]}\n- 反馈 reporter: \`${units.reporter}\`\n- 受理部门 accepting: ${list || '—'}`,
    unit: departments[0]?.department ?? units.reporter,
  };
}
