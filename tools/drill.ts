/**
 * 恢复演练 `npm run drill -- BACKUP`: restores a base backup beside everything else, compares its log with its tables and with heads that are known from outside, counts a
 * sample of its files again, and says and keeps what it found. No address of a database is known here: only the copy of the backup is opened, and it is gone at the end.
 */
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Sql } from '../db/client.ts';
import { extentOf, logExtents, migrationsIn, type LogExtent } from '../db/queries/drill.ts';
import { base64, hex } from '../domain/proof/bytes.ts';
import type { Recount } from '../domain/recount/compare.ts';
import { readCommand } from './command.ts';
import { NoBackup } from './drill/backup.ts';
import { compareLog, manifestFindings, recountSample } from './drill/checks.ts';
import { compareHead, headIn, unwitnessed, type KnownHead } from './drill/heads.ts';
import { codeOf, textOf, type DrillReport, type Finding } from './drill/report.ts';
import { withRestored, type Restored } from './drill/server.ts';
import { recounting } from './recount/bundle.ts';

const usage = `npm run drill -- BACKUP [--sample N | --all] [--checkpoint FILE]… [--database NAME] [--report FILE]
  restores a base backup (pg_basebackup: a tar file, a folder) beside everything else, compares, and removes it again
  --sample      how many files are counted again (30), drawn by the backup's own newest head; --all: every one
  --checkpoint  a signed checkpoint that somebody outside has, one for each log; the backup must go at least as far
  --database    the database of the register (duban)
  --report      writes FILE.json and FILE.txt
  exit code 0: it can be restored and nothing differs; 1: something differs; 2: it cannot be read;
            3: nothing differs, and something could not be compared`;

export interface Drill {
  backup: string;
  database?: string;
  /** How many files are counted again; all of them where it is undefined. */
  sample: number | undefined;
  /** Notes by their names. */
  checkpoints?: readonly { name: string; note: string }[];
  recount: Recount;
  onProgress?: (text: string) => void;
}

const migrations = fileURLToPath(new URL('../db/migrations', import.meta.url));

/** Throws NoBackup where it cannot be read. */
export async function drill(asked: Drill): Promise<DrillReport> {
  const begun = Date.now();
  const known = (asked.checkpoints ?? []).map(({ name, note }) => headIn(note, name));
  return withRestored(asked.backup, asked.onProgress ?? (() => {}), async (restored) => {
    const database = asked.database ?? 'duban';
    const sql = restored.open(database);
    await ofThisVersion(sql, database);
    const found = await compared(sql, asked, known);
    found.findings.push(...manifestFindings(restored.unpacked));
    const whole = Date.now() - begun;
    return reportOf(asked.backup, database, restored, { begun, whole }, found);
  });
}

/** What another version has made is not compared by this one: its tables may be others, and its lives were lived by other code. */
async function ofThisVersion(sql: Sql, database: string): Promise<void> {
  const own = readdirSync(migrations).filter((name) => name.endsWith('.sql')).length;
  const made = await migrationsIn(sql).catch((error: unknown) => {
    throw new NoBackup(`${database}: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (made === 0) throw new NoBackup(`${database} is no database of Duban`);
  if (made !== own)
    throw new NoBackup(
      `it was made by another version (${made} migrations, here ${own}): hold the drill with that version`,
    );
}

interface Compared {
  extent: Awaited<ReturnType<typeof extentOf>>;
  logs: LogExtent[];
  known: DrillReport['known'];
  recounted: DrillReport['recounted'];
  findings: Finding[];
}

async function compared(
  sql: Sql,
  { recount, sample, onProgress }: Drill,
  heads: readonly KnownHead[],
): Promise<Compared> {
  const [extent, logs] = [await extentOf(sql), await logExtents(sql)];
  const findings: Finding[] = [];
  const known: DrillReport['known'] = [];
  for (const { bureau } of logs) {
    onProgress?.(`正在比对存证 comparing the log of ${bureau}`);
    findings.push(...(await compareLog(sql, bureau)));
  }
  const of = new Set<string>();
  for (const head of heads) {
    const one = await compareHead(sql, logs, head);
    if (one.bureau !== undefined) of.add(one.bureau);
    known.push(one.known);
    findings.push(...one.findings);
  }
  findings.push(...unwitnessed(logs, of));
  onProgress?.('正在重算 counting files again');
  const seed = logs.map(({ size, head }) => `${size} ${head ? hex(head.root) : ''}`).join('\n');
  const again = await recountSample(sql, recount, seed, sample);
  findings.push(...again.findings);
  return { extent, logs, known, recounted: again.recounted, findings };
}

const iso = (at: number): string => new Date(at).toISOString();

function reportOf(
  path: string,
  database: string,
  { unpacked, took }: Restored,
  { begun, whole }: { begun: number; whole: number },
  { extent, logs, known, recounted, findings }: Compared,
): DrillReport {
  const { newestEntry: entry, newestAct: act, counts } = extent;
  return {
    $: 'duban/drill/1',
    heldAt: iso(begun),
    took: { restored: took, whole },
    backup: {
      path,
      begunAt: unpacked.begunAt,
      manifest: unpacked.files,
      postgres: unpacked.version,
      database,
    },
    newest: { entry: entry === null ? null : iso(entry), act: act === null ? null : iso(act) },
    age: entry === null ? null : begun - entry,
    counts: { ...counts },
    logs: logs.map(({ bureau, size, head }) => ({
      bureau,
      size,
      head: head && { ...head, root: base64(head.root), madeAt: iso(head.madeAt) },
    })),
    known,
    recounted,
    findings,
    code: codeOf(findings),
  };
}

async function main(): Promise<number> {
  const { values, positionals } = readCommand({
    usage,
    options: {
      sample: { type: 'string', default: '30' },
      all: { type: 'boolean', default: false },
      checkpoint: { type: 'string', multiple: true, default: [] },
      database: { type: 'string', default: 'duban' },
      report: { type: 'string' },
    },
    words: [1, 1],
  });
  try {
    const sample = Number(values.sample);
    if (!Number.isSafeInteger(sample) || sample < 1)
      throw new NoBackup(`--sample ${values.sample} is no number of files`);
    const checkpoints = await Promise.all(
      values.checkpoint.map(async (name) => ({ name, note: await readFile(name, 'utf8') })),
    );
    const reports = (values.report ? ['json', 'txt'] : []).map((end) => `${values.report}.${end}`);
    // A place where nothing can be written is told of before the work, and not after it.
    for (const file of reports) await appendFile(file, '');
    const report = await drill({
      backup: positionals[0]!,
      database: values.database,
      sample: values.all ? undefined : sample,
      checkpoints,
      recount: await recounting(),
      onProgress: (text) => console.error(text),
    });
    const text = textOf(report);
    process.stdout.write(text);
    const [json, plain] = reports;
    if (json) await writeFile(json, `${JSON.stringify(report, undefined, 2)}\n`);
    if (plain) await writeFile(plain, text);
    return report.code;
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    console.log(`✗ 备份无法读取。The backup cannot be read: ${what}`);
    return 2;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main();
