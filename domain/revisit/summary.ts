/** 卷面 What a coordinator reads first of a round: its period, its population, its hashes. Nobody who may be drawn, and nothing that was answered. */
import type { CivilDate } from '../time/instant.ts';

export interface SummaryOpening {
  units: { readonly body: string; readonly contributor: string };
  period: { from: CivilDate; until: CivilDate };
  statementHash: string;
  groundsHash: string;
  objects: number;
  count: number;
}

export function summaryOf(o: SummaryOpening): { summary: string; details: string; unit: string } {
  const { units, period, statementHash, groundsHash, objects, count } = o;
  return {
    summary: `案件回访（十八）：${objects} 户中抽 ${count}`,
    details: [
      '## 案件回访 Round of revisits',
      '津人社局发〔2017〕51号（十八）：管理时限，非法定。Management periods, not law.',
      `- 启动 started by: \`${units.body}\`\n- 给数 second body: \`${units.contributor}\`\n- 期间 period: ${period.from} – ${period.until}`,
      `- 总体 population ${objects}: \`${groundsHash}\`\n- 抽取 to be drawn ${count}\n- 承诺 commitment: \`${statementHash}\``,
    ].join('\n\n'),
    unit: units.contributor,
  };
}
