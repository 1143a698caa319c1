/** 卷面 What a coordinator reads first of a version: its day, its numbers, its changes. */

export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  inForceOn: string;
  powers: number;
  services: number;
  changes: readonly string[];
  /** The version that it takes back. */
  revokes?: string;
}

export function summaryOf({
  units,
  inForceOn,
  powers,
  services,
  changes,
  revokes,
}: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  return {
    summary: `${revokes ? '撤回：' : ''}政务服务事项清单，${inForceOn} 起施行：权力 ${powers} 项、服务 ${services} 项`,
    details: [
      '## 政务服务事项清单 Lists of powers and public services',
      '黔江 2021 方案 二（一）：由另一人复核后施行。In force once another person has confirmed it.',
      `- 变更 changes: ${changes.length}\n- 复核单位 \`${units['confirming']}\``,
    ].join('\n\n'),
    unit: units['confirming']!,
  };
}
