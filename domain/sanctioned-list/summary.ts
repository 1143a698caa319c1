/** 卷面 What a coordinator reads first of a list: its period, or what it corrects. */
import type { Period } from '../time/periods.ts';
import type { Fallen } from './terms.ts';

export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  period?: Period;
  fallen?: Fallen;
}

export function summaryOf({ units, period, fallen }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  const what = period
    ? `${period.from} 至 ${period.until}（不含）`
    : `更正 ${fallen!.list}：${fallen!.decision.file} ${fallen!.decision.number}`;
  return {
    summary: `处罚名单通报（十五）：${what}`,
    details: [
      '## 处罚名单通报 List of those sanctioned',
      '津人社局发〔2017〕51号（十五）：定期通报卫生健康、市场监管部门；期限为管理设定。The periods are management.',
      `- 期间 period: ${what}\n- 监督所 \`${units['supervision-body']}\``,
    ].join('\n\n'),
    unit: units['supervision-body']!,
  };
}
