/** 卷面 What a coordinator reads first of a joint meeting: the two sides, the time, the files it is about. */
import { formatInstant } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';

export interface SummaryOpening {
  units: Readonly<Record<string, string>>;
  on: Instant;
  /** How many topics, and the files they name. */
  topics: { count: number; files: readonly string[] };
}

export function summaryOf({ units, on, topics }: SummaryOpening): {
  summary: string;
  details: string;
  unit: string;
} {
  const at = formatInstant(on).slice(0, 16).replace('T', ' ');
  return {
    summary: `联席会议（五）：${at}`,
    details: [
      '## 联席会议 Joint meeting',
      '津人社局发〔2017〕51号（五）：管理时限，非法定。Management periods, not law.',
      `- 监督 supervision: \`${units['supervision']}\`\n- 经办 handling: \`${units['handling']}\`\n- 召集 called by: \`${units['convener']}\`\n- 时间 on: ${at}\n- 议题 topics: ${topics.count}`,
      ...topics.files.map((file) => `- 案卷 file: \`${file}\``),
    ].join('\n\n'),
    unit: units['convener']!,
  };
}
