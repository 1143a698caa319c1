/** 卷面 What a coordinator reads first of a task: its plan, its row, its date. */

export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  plan: string;
  row: string;
  clause: string;
  dueOn?: string;
  ongoing: boolean;
  conflictOn?: string;
}

export function summaryOf({
  units,
  plan,
  row,
  clause,
  dueOn,
  ongoing,
  conflictOn,
}: SummaryOpening): { summary: string; details: string; unit: string } {
  const dates = conflictOn
    ? `时限冲突 ${conflictOn} / ${dueOn}`
    : `${dueOn ?? ''}${dueOn && ongoing ? '，并' : ''}${ongoing ? '持续推进' : ''}`;
  const sections = Object.entries(units)
    .filter(([role]) => role.startsWith('responsible-'))
    .map(([, unit]) => `\`${unit}\``);
  return {
    summary: `任务 ${row}：${dates}`,
    details: [
      '## 任务分解 Task of the plan of work',
      `条款 clause: ${clause}`,
      `- 方案 plan: ${plan}\n- 时限 due: ${dates}\n- 责任科室 sections: ${sections.join(' ')}\n- 领导小组办公室 \`${units['office']}\``,
    ].join('\n\n'),
    unit: units['responsible-1']!,
  };
}
