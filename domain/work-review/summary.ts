/** 卷面 What a coordinator reads first of a review: its kind, its period, its version. */
import type { Span, SpanPeriod } from '../time/spans.ts';
import { brokenNames, kindNames } from './terms.ts';

export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  plan: string;
  span: Span;
  period: SpanPeriod;
  version: number;
}

export function summaryOf({ units, plan, span, period, version }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  const { from, until, broken } = period;
  const kind = kindNames[span];
  const why = broken === null ? undefined : brokenNames[broken];
  return {
    summary: `${kind.zh}：${from} 至 ${until}（不含）${why ? `，${why.zh}` : ''}${version > 1 ? `，第 ${version} 版` : ''}`,
    details: [
      `## ${kind.zh} ${kind.en}`,
      '黔江 2021 年方案三（三）：周通报、月考评、季分析、年考核；期限为管理设定。The periods are management.',
      `- 方案 plan: ${plan}\n- 期间 period: ${from} – ${until}${why ? ` (${why.en})` : ''}\n- 版本 version: ${version}\n- 领导小组办公室 \`${units['office']}\``,
    ].join('\n\n'),
    unit: units['office']!,
  };
}
