/** 卷面 What a coordinator reads first of a special inspection: offices, days and items. */
export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  days: { from: string; until: string };
  items: readonly string[];
  risk?: string;
}

export function summaryOf({ units, days, items, risk }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  return {
    summary: `专项检查：${units['inspecting']} ${days.from} 至 ${days.until}`,
    details: `## 专项检查 Special inspection\n\n庆阳 2025-06-26 通知 第七条\n\n- 检查主体 body: \`${units['inspecting']}\`\n- 事项 items: ${items.map((i) => `\`${i}\``).join(' ')}\n- ${risk ? `紧急 emergency: \`${risk}\`（补办手续为管理时限 the periods are management）` : '计划、政府批准、备案、公布齐全后方可开始。All papers come before the start.'}`,
    unit: units['inspecting']!,
  };
}
