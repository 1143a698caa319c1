/** 卷面 What a coordinator reads first: the period, and who selects. */
import type { Period } from '../time/periods.ts';

export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  period: Period;
}

export const summaryOf = ({
  units,
  period: { from, until },
}: SummaryOpening): { summary: string; details: string; unit: string } => ({
  summary: `典型案例（七）：${from} 至 ${until}（不含）`,
  details: [
    '## 典型案例 Typical cases',
    '津人社局发〔2017〕51号（七）：定期在主要媒体曝光典型案例；期限为管理设定。The periods are management.',
    `- 期间 period: ${from} – ${until}\n- 监督所 \`${units['supervision-body']}\``,
  ].join('\n\n'),
  unit: units['supervision-body']!,
});
