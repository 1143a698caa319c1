/** 卷面 What a coordinator reads first of an objection: what it is against. */
import type { Target } from './terms.ts';

export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  target: Target;
  record?: string;
}

export function summaryOf({ units, target, record }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  const what = target === 'record' ? `记录 ${record}` : '信用等级';
  return {
    summary: `信用异议：${what}`,
    details: [
      '## 信用异议 Objection to credit',
      '秦医保〔2022〕23号 二（五）：核查后决定，附理由；由没有登记、评价的人员决定。Checked, then decided with a reason by somebody who took no part.',
      `- 对象 against: ${what}\n- 基金监管科 \`${units['handling']}\`，决定单位 \`${units['deciding']}\``,
    ].join('\n\n'),
    unit: units['handling']!,
  };
}
