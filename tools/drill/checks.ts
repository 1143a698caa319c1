/** 比对 What is compared in a database that was restored: the log with its tables, by the reconciliation's own code; heads that are known from outside; and lives counted again. */
import type { Sql } from '../../db/client.ts';
import { snapshot } from '../../db/queries/dossier.ts';
import { bureauOfOrigin, drawnFiles, type LogExtent } from '../../db/queries/drill.ts';
import { lifeOf } from '../../db/queries/lives.ts';
import { leavesOf } from '../../db/queries/log-audit.ts';
import { brokenHeads } from '../../db/queries/reconciliation.ts';
import { brokenEntries } from '../../api/log/audit-entries.ts';
import { brokenLog } from '../../api/log/audit-leaves.ts';
import { sameBytes } from '../../domain/proof/bytes.ts';
import { type Checkpoint, checkpointFromText } from '../../domain/proof/checkpoint.ts';
import { EMPTY_FRONTIER, grown, rootOf } from '../../domain/proof/frontier.ts';
import { noteFromText } from '../../domain/proof/note.ts';
import type { Recount } from '../../domain/recount/compare.ts';
import { NoBackup } from './backup.ts';
import type { DrillReport, Finding } from './report.ts';

/** So many of a kind are named. */
const LIMIT = 1_000;
const differs = (zh: string, en: string, at: string[]): Finding[] =>
  at.length > 0 ? [{ state: 'differs', say: { zh, en }, at }] : [];
const unchecked = (zh: string, en: string, at: string[]): Finding[] =>
  at.length > 0 ? [{ state: 'unchecked', say: { zh, en }, at }] : [];

/** As `GET /v1/reconciliation` compares them. */
export async function compareLog(sql: Sql, bureau: string): Promise<Finding[]> {
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

/** A head that somebody outside has: a signed note, as a witness's state, a receiver or `GET /v1/log/{bureau}/checkpoint` has it. */
export function headIn(note: string, name: string): Checkpoint {
  const read = noteFromText(note);
  const head = read && checkpointFromText(read.text);
  if (!head) throw new NoBackup(`${name} is no signed checkpoint`);
  return head;
}

/** Whether the restored log goes on from that head: a backup that is older has fewer leaves, and one of a log that was made anew has another root. */
export async function compareHead(
  sql: Sql,
  logs: readonly LogExtent[],
  { origin, size, root }: Checkpoint,
): Promise<{ known: DrillReport['known'][number]; findings: Finding[] }> {
  const named = (await bureauOfOrigin(sql, origin)) ?? /\/log\/([^/]+)/.exec(origin)?.[1];
  const log = logs.find(({ bureau }) => bureau === named);
  if (!log) {
    const at = [`${origin} ${size}`];
    return {
      known: { origin, size, holds: null },
      findings: unchecked(
        '备份中没有该存证日志',
        'A head is known of a log that is not in it:',
        at,
      ),
    };
  }
  if (log.size < size)
    return {
      known: { origin, size, holds: false },
      findings: differs(
        `备份早于外部已知的检查点，缺 ${size - log.size} 项`,
        `The backup is older than a head that is known from outside: ${size - log.size} leaves are not in it.`,
        [`${origin} ${size} > ${log.size}`],
      ),
    };
  const holds = sameBytes(await rootAt(sql, log.bureau, size), root);
  return {
    known: { origin, size, holds },
    findings: differs(
      '与外部已知的检查点不符',
      'The tree is not the one of a head that is known from outside:',
      holds ? [] : [`${origin} ${size}`],
    ),
  };
}

async function rootAt(sql: Sql, bureau: string, size: number): Promise<Uint8Array> {
  let frontier = EMPTY_FRONTIER;
  for await (const batch of leavesOf(sql, bureau, size))
    ({ frontier } = grown(
      frontier,
      batch.map(({ hash }) => hash),
      () => false,
    ));
  return rootOf(frontier);
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
  const wrong: string[] = [];
  for (const file of recounted.files) {
    const life = await snapshot(sql, (tx) => lifeOf(tx, file));
    if (!life) continue;
    const { differences, counted, obeyed } = await recount(life.life, life.stood);
    for (const name of Object.keys(counted) as (keyof typeof counted)[])
      recounted.counted[name] += counted[name];
    recounted.obeyed += obeyed.length;
    // Which field, and not what it says: a report is kept and handed on.
    for (const { kind, ref, field } of differences)
      wrong.push(`${file} ${kind} ${ref}${field ? ` ${field}` : ''}`);
  }
  return {
    recounted,
    findings: [
      ...differs('重算结果与台账不一致', 'Counted again they differ:', wrong),
      ...unchecked(
        '没有可重算的案卷',
        'There is no file that could be counted again',
        recounted.files.length === 0 ? ['0'] : [],
      ),
    ],
  };
}
