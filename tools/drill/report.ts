/** 演练报告 What a restore drill found, as JSON and as a text that a person keeps. It holds ids, counts and hashes, and nothing of what acts say. */
import type { Sentence } from '../../domain/law/refusal.ts';

/** `differs`: it is not as it should be. `unchecked`: nothing is known to be wrong, and it could not be compared. */
export interface Finding {
  state: 'differs' | 'unchecked';
  say: Sentence;
  /** Where: file and number, leaf, field. */
  at: string[];
}

export interface DrillReport {
  $: 'duban/drill/1';
  /** When the drill was held, and how long it took, in milliseconds: until the copy could be asked, and all of it. */
  heldAt: string;
  took: { restored: number; whole: number };
  backup: {
    path: string;
    begunAt: string | null;
    /** How many files its manifest names. */
    manifest: number | null;
    postgres: number;
    database: string;
  };
  newest: { entry: string | null; act: string | null };
  /** How old its newest entry is, in milliseconds. */
  age: number | null;
  counts: Readonly<Record<string, number>>;
  logs: {
    bureau: string;
    size: number;
    head: { origin: string; size: number; root: string; madeAt: string } | null;
  }[];
  /** Heads that were known from outside. */
  known: { origin: string; size: number; holds: boolean | null }[];
  recounted: {
    files: string[];
    counted: { entries: number; verdicts: number; duties: number; breaches: number };
    /** Acts whose verdicts were obeyed, because what they were judged by was not kept. */
    obeyed: number;
  };
  findings: Finding[];
  code: 0 | 1 | 2 | 3;
}

/** 0: all is as it should be; 1: something differs; 3: nothing does, and something could not be compared. 2 is of what cannot be read at all. */
export const codeOf = (findings: readonly Finding[]): 0 | 1 | 3 =>
  findings.some(({ state }) => state === 'differs') ? 1 : findings.length > 0 ? 3 : 0;

const MINUTE = 60_000;
const lasting = (ms: number): string =>
  ms < 2 * MINUTE ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / MINUTE)} min`;
const old = (ms: number | null): string =>
  ms === null ? '—' : ms < 48 * 60 * MINUTE ? lasting(ms) : `${(ms / 86_400_000).toFixed(1)} d`;

const verdicts: Record<DrillReport['code'], Sentence> = {
  0: { zh: '恢复可用，比对一致。', en: 'It can be restored, and nothing differs.' },
  1: { zh: '恢复后有差异，见下。', en: 'Restored, it differs, as told below.' },
  2: { zh: '备份无法读取。', en: 'The backup cannot be read.' },
  3: {
    zh: '未见差异，但有未能比对的，见下。',
    en: 'Nothing differs, and something could not be compared, as told below.',
  },
};

/** A line each, Chinese before English. */
export function textOf(report: DrillReport): string {
  const { backup, newest, age, counts, logs, known, recounted, findings, took, code } = report;
  const { entries, verdicts: judged, duties, breaches } = recounted.counted;
  const lines = [
    `恢复演练 Restore drill ${report.heldAt}`,
    `备份 Backup: ${backup.path}; ${backup.database}; PostgreSQL ${backup.postgres}`,
    `备份开始时间 Begun: ${backup.begunAt ?? '—'}; 清单文件 files of its manifest: ${backup.manifest ?? '—'}`,
    `最新台账 Newest entry: ${newest.entry ?? '—'}; 最新收件 newest act: ${newest.act ?? '—'}; 距今 age: ${old(age)}`,
    `数量 Counts: ${Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}`,
    ...logs.map(
      ({ bureau, size, head }) =>
        `存证 Log ${bureau}: ${size}; ${head ? `最新签名 newest head ${head.size} ${head.root} ${head.madeAt}` : '未签名 unsigned'}`,
    ),
    ...known.map(
      ({ origin, size, holds }) =>
        `${holds === null ? '…' : holds ? '✓' : '✗'} 外部检查点 Head known from outside: ${origin} ${size}`,
    ),
    `重算 Counted again: ${recounted.files.length} 卷 files, ${entries} 条 entries, ${judged} 裁定 verdicts, ${duties} 期限 duties, ${breaches} 逾期 breaches; 从原裁定 obeyed ${recounted.obeyed}`,
    `用时 Took: 恢复 restored ${lasting(took.restored)}; 共 in all ${lasting(took.whole)}`,
    ...findings.flatMap(({ state, say, at }) => [
      `${state === 'differs' ? '✗' : '…'} ${say.zh} ${say.en}`,
      ...at.map((where) => `    ${where}`),
    ]),
    `${code === 0 ? '✓' : code === 1 ? '✗' : '…'} ${verdicts[code].zh} ${verdicts[code].en}`,
  ];
  return `${lines.join('\n')}\n`;
}
