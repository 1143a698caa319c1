/** 卷面 What a coordinator reads first of a record of cooperation: what it was, the day, the sides, the files it is about. */
import type { CivilDate } from '../time/instant.ts';
import type { CooperationKind } from './acts.ts';

export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  kind: CooperationKind;
  on: CivilDate;
  files: readonly string[];
}

const kindNames: Readonly<Record<CooperationKind, string>> = {
  training: '培训',
  guidance: '指导',
  'information-sharing': '信息共享',
  'joint-check': '联合检查',
  'case-consultation': '案件会商',
};

export function summaryOf({ units, kind, on, files }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  const { recorder, ...sides } = units;
  return {
    summary: `市区协同（八）：${kindNames[kind]} ${on}`,
    details: [
      '## 市区协同 City and district',
      '津人社局发〔2017〕51号（八）：管理时限，非法定。Management periods, not law.',
      `- 记录 recorded by: \`${recorder}\`\n- 参加 with: ${Object.values(sides)
        .map((unit) => `\`${unit}\``)
        .join(', ')}\n- 种类 kind: ${kindNames[kind]}\n- 日期 on: ${on}`,
      ...files.map((file) => `- 案卷 file: \`${file}\``),
    ].join('\n\n'),
    unit: recorder!,
  };
}
