/** 比对 What is compared in a database that was restored: the log with its tables, by the reconciliation's own code; heads that are known from outside; and lives counted again. */
import type { Sql } from '../../db/client.ts';
import { snapshot } from '../../db/queries/dossier.ts';
import { drawnFiles } from '../../db/queries/drill.ts';
import { lifeOf } from '../../db/queries/lives.ts';
import { brokenHeads } from '../../db/queries/reconciliation.ts';
import { brokenEntries } from '../../api/log/audit-entries.ts';
import { brokenLog } from '../../api/log/audit-leaves.ts';
import type { Recount } from '../../domain/recount/compare.ts';
import type { Unpacked } from './backup.ts';
import { differs, orDiffers, unchecked } from './findings.ts';
import type { DrillReport, Finding } from './report.ts';

/** So many of a kind are named. */
const LIMIT = 1_000;

/** How the backup says of itself what it holds. */
export const manifestFindings = ({ files, unsummed }: Unpacked): Finding[] => [
  ...unchecked(
    '备份没有清单，文件未核对',
    'The backup has no manifest: its files were not compared.',
    files === null ? ['backup_manifest'] : [],
  ),
  ...unchecked(
    '清单没有 SHA-256，这些文件只核对了大小',
    'Its manifest has no SHA-256 of files, of which only the sizes were compared:',
    unsummed > 0 ? [`${unsummed} / ${files}`] : [],
  ),
];

/** As `GET /v1/reconciliation` compares them. */
export const compareLog = (sql: Sql, bureau: string): Promise<Finding[]> =>
  orDiffers(bureau, () => logFindings(sql, bureau));

async function logFindings(sql: Sql, bureau: string): Promise<Finding[]> {
  const entries = await brokenEntries(sql, bureau, LIMIT);
  const heads = await brokenHeads(sql, bureau, LIMIT);
  const { leaves, series, tree } = await brokenLog(sql, bureau, LIMIT);
  return [
    ...differs(
      `${bureau}：台账内容与摘要不符`,
      'Entries that are not what was hashed:',
      entries.map(({ file, seq }) => `${file} ${seq}`),
    ),
    ...differs(
      `${bureau}：台账末条与案卷不符`,
      'Files whose last entry is not their head:',
      heads.map(({ file }) => file),
    ),
    ...differs(
      `${bureau}：存证与表内容不符`,
      'Leaves that are not what the tables say:',
      leaves.map(({ index, kind, ref, why }) => `${kind} ${ref} ${why} ${index ?? ''}`.trim()),
    ),
    ...differs(
      `${bureau}：立案序列缺号`,
      'Places in the series of openings:',
      series.map(({ procedure, place, file }) => `${procedure} ${place ?? '—'} ${file ?? '—'}`),
    ),
    ...differs(
      `${bureau}：存证树与签名不符`,
      'The tree or its signatures:',
      tree.map((one) => `${one.size} ${one.why}${'key' in one ? ` ${one.key}` : ''}`),
    ),
  ];
}

/** Each due, verdict, entry and breach of files that are drawn, by today's code, without an engine. */
export async function recountSample(
  sql: Sql,
  recount: Recount,
  seed: string,
  limit: number | undefined,
): Promise<{ recounted: DrillReport['recounted']; findings: Finding[] }> {
  const recounted: DrillReport['recounted'] = {
    files: await drawnFiles(sql, seed, limit),
    counted: { entries: 0, verdicts: 0, duties: 0, breaches: 0 },
    obeyed: 0,
  };
  const findings: Finding[] = [];
  for (const file of recounted.files)
    findings.push(...(await orDiffers(file, () => livedAgain(sql, recount, file, recounted))));
  return {
    recounted,
    findings: [
      ...findings,
      ...unchecked(
        '没有可重算的案卷',
        'There is no file that could be counted again',
        recounted.files.length === 0 ? ['0'] : [],
      ),
    ],
  };
}

async function livedAgain(
  sql: Sql,
  recount: Recount,
  file: string,
  into: DrillReport['recounted'],
): Promise<Finding[]> {
  const life = await snapshot(sql, (tx) => lifeOf(tx, file));
  if (!life) return [];
  const { differences, counted, obeyed } = await recount(life.life, life.stood);
  for (const name of Object.keys(counted) as (keyof typeof counted)[])
    into.counted[name] += counted[name];
  into.obeyed += obeyed.length;
  // Which field, and not what it says: a report is kept and handed on.
  const at = differences.map(
    ({ kind, ref, field }) => `${file} ${kind} ${ref}${field ? ` ${field}` : ''}`,
  );
  return differs('重算结果与台账不一致', 'Counted again they differ:', at);
}
