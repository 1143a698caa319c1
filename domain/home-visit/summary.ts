/** 卷面 What a coordinator reads first of a visit: days and offices; never who, where or why. */
export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  on: string;
  part: string;
  services: readonly string[];
}

export function summaryOf({ units, on, part, services }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  return {
    summary: `上门服务 ${on} ${part}`,
    details: [
      '## 预约上门服务 Visit at home',
      '黔江 2021 方案 二（四）。时限为管理设定。The periods are management.',
      `- 事项 services: ${services.map((s) => `\`${s}\``).join(' ')}\n- 部门 unit: \`${units['handling']}\``,
    ].join('\n\n'),
    unit: units['handling']!,
  };
}
