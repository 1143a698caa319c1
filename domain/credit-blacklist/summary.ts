/** 卷面 What a coordinator reads first of a listing: which subject, by its id, and from which cycle. */

export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  subject: { kind: string; id: string };
  cycle: string;
}

export const summaryOf = ({
  units,
  subject,
  cycle,
}: SummaryOpening): { summary: string; details: string; unit: string } => ({
  summary: `拟列入黑名单：${subject.id}`,
  details: [
    '## 黑名单 Blacklist',
    '评价提出 D 级的，先告知、听取陈述、答复，由正职批准后列入；此前等级为 C。Told, heard and answered before the principal decides; C until then.',
    `- 主体 subject: \`${subject.kind}\` \`${subject.id}\`\n- 评价周期 cycle: \`${cycle}\`\n- 基金监管科 \`${units['fund-supervision']}\``,
  ].join('\n\n'),
  unit: units['fund-supervision']!,
});
