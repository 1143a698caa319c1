/** 卷面 What a coordinator reads first of a draw: codes, counts and the hash. Nobody who may be drawn. */
import type { DrawClause } from './record.ts';

export interface SummaryOpening {
  clause: DrawClause;
  units: { readonly body: string; readonly contributor: string };
  statementHash: string;
  objects: number;
  count: number;
}

export function summaryOf({ clause, units, statementHash, objects, count }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  return {
    summary: `双随机抽取（${clause}）：${objects} 中抽 ${count}`,
    details: `## 双随机抽取 Draw\n\n${clause}\n\n- 抽取 body: \`${units.body}\`\n- 给数 second body: \`${units.contributor}\`\n- 承诺 commitment: \`${statementHash}\`\n- 总体 population ${objects} · 抽取 to be drawn ${count}`,
    unit: units.contributor,
  };
}
