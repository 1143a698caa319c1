/** 卷面 What a coordinator reads first of an inspection: never the target, never the days. */
import { inspectionKindLabels, type InspectionKind } from './terms.ts';

export interface SummaryOpening {
  kind: InspectionKind;
  onSite: boolean;
  wakesOn?: string;
  units: { readonly inspecting: string };
}

export function summaryOf({ kind, onSite, wakesOn, units }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  return {
    summary: `行政检查：${inspectionKindLabels[kind]}${onSite ? '' : '（非现场）'}${wakesOn ? '，待唤醒' : ''}`,
    details: `## 行政检查 Inspection\n\n庆阳 2025\n\n- 种类 kind: ${inspectionKindLabels[kind]}\n- 方式 method: ${onSite ? '现场 on site' : '非现场 off site'}\n- 检查主体 body: \`${units.inspecting}\`${wakesOn ? `\n- 待唤醒 on hold until: ${wakesOn}` : ''}`,
    unit: units.inspecting,
  };
}
