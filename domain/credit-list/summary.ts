/** 卷面 What a coordinator reads first of an adoption: the version, its day, its changes. */

export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  version: number;
  adoptedOn: string;
  changes: readonly string[];
}

export function summaryOf({ units, version, adoptedOn, changes }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  return {
    summary: `信用监管事项清单第 ${version} 版，${adoptedOn} 通过`,
    details: [
      '## 信用监管事项清单 List of credit supervision',
      '秦医保〔2022〕23号 二（一）：变更自通过之日起10个工作日内报至市信用办。Changes are reported within ten working days.',
      `- 版本 version: ${version}\n- 变更 changes: ${changes.map((c) => `\`${c}\``).join(' ') || '无（首版）none (first list)'}\n- 基金监管科 \`${units['fund-supervision']}\``,
    ].join('\n\n'),
    unit: units['fund-supervision']!,
  };
}
