/** 卷面 What a coordinator reads first of a window: which inspection has left it, and when that ended. */
export function summaryOf({
  inspection,
  endedOn,
  units,
}: {
  inspection: string;
  endedOn: string;
  units: { inspecting: string };
}): { summary: string; details: string; unit: string } {
  return {
    summary: `重复检查窗口：${inspection}`,
    details: `## 重复检查窗口 Window of an inspection\n\n庆阳 2025 第十五条\n\n- 检查 inspection: \`${inspection}\`\n- 结束 ended: ${endedOn}\n- 检查主体 body: \`${units.inspecting}\``,
    unit: units.inspecting,
  };
}
