/** 卷面 What a coordinator reads first of the revocation of a result: codes and offices only. */
import type { Cause } from './acts.ts';

export interface SummaryOpening {
  cause: Cause;
  subject: { id: string };
  case: string | null;
  cascade?: string;
  units: Readonly<Record<string, string>>;
}

export function summaryOf({ cause, subject, case: closed, cascade, units }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  const why = cause === 'licence' ? `证照吊销 ${cascade}` : '监管部门书面建议';
  return {
    summary: `撤销办理结果：${subject.id}（${why}）`,
    details: `## 撤销办理结果 Revocation of a result\n\n津医保局发〔2021〕84号 ${cause === 'licence' ? '第十一条' : '第十条'}\n\n- 办理结果 result: \`${subject.id}\`，原案卷 closed case: ${closed ? `\`${closed}\`` : '—'}\n- 事由 cause: ${why}\n- 受理 accepting: \`${units['accepting']}\` · 监管 supervising: \`${units['supervising']}\``,
    unit: units['accepting']!,
  };
}
