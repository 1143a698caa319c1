/** 恢复演练 A backup of a server with lives in it is restored beside it, compared and counted again; what was changed at the database, what is too old, and what cannot be read is found. */
import { spawnSync } from 'node:child_process';
import {
  appendFile,
  cp,
  mkdir,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../tools/engine/folders.ts';
import { processesIn } from '../../tools/engine/processes.ts';
import { signerService } from '../../tools/engine/signer.ts';
import { drill, type Drill } from '../../tools/drill.ts';
import { NoBackup } from '../../tools/drill/backup.ts';
import { textOf, type DrillReport } from '../../tools/drill/report.ts';
import { recounting } from '../../tools/recount/bundle.ts';
import type { Recount } from '../../domain/recount/compare.ts';
import { declineAndEnd } from '../background/ending.ts';
import { decide, eventually, openA, typesOf } from '../kit/support.ts';
import { baseBackup } from '../setup/base-backup.ts';
import type { Bureau } from '../setup/bureau.ts';
import { ownPlace, type OwnPlace } from '../setup/own-place.ts';

const temporary = makeTemporaryFolder();
const processes = processesIn(temporary.folder);
const at = (name: string): string => join(temporary.folder, name);
const repository = fileURLToPath(new URL('../..', import.meta.url));
let place: OwnPlace;
let bureau: Bureau;
let recount: Recount;
let database: string;
let backup: string;
const files: string[] = [];
/** Signed heads: as the backup was made, and later. */
let then: string;
let later: string;

/** The newest head, once it says all that has been staged. */
const signed = (): Promise<string> =>
  eventually('all is signed', async () => {
    const [row] = await bureau.owner<
      { note: string }[]
    >`select c.note from log l join checkpoint c on c.bureau_id = l.bureau_id and c.size = l.size
      where l.bureau_id = 'tj' and not exists (select 1 from leaf_staged s where s.bureau_id = 'tj')`;
    return row?.note;
  });
/** Where the drill makes its temporary folders; nobody else's are there. */
const scratch = at('tmp');
async function held(more: Partial<Drill> = {}): Promise<DrillReport> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = scratch;
  try {
    return await drill({ backup, database, sample: undefined, recount, ...more });
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
const note = (text: string) => [{ name: 'note', note: text }];

beforeAll(async () => {
  await mkdir(scratch);
  const origin = 'duban.example/v1/log/tj';
  const { service, address } = (await signerService(temporary.folder, [origin]))!;
  await processes.run(service);
  place = await ownPlace();
  database = new URL(place.databaseUrl).pathname.slice(1);
  bureau = await place.open(
    { LOG_SIGNER: address, API_PUBLIC_URL: 'https://duban.example' },
    { signEvery: 200 },
  );
  await place.ready(bureau);
  for (let n = 0; n < 4; n++) files.push((await openA(bureau)).file);
  for (const file of files.slice(1)) await decide(bureau, file);
  await declineAndEnd(bureau, files[0]!);
  await eventually('its history is kept', async () => {
    await bureau.service.background.histories.keepAll();
    return (await typesOf(bureau, files[0]!)).includes('history-kept');
  });
  then = await signed();
  recount = await recounting();
  backup = await baseBackup(at('first'));
  files.push((await openA(bureau)).file);
  later = await signed();
  expect(later).not.toBe(then);
}, 300_000);
afterAll(async () => {
  await bureau?.close();
  await place?.close();
  await processes.stop();
  await removeTemporaryFolder(temporary);
});

describe('a restore drill', { timeout: 240_000 }, () => {
  it('says what was restored and that nothing differs, touches nothing that runs, and leaves nothing', async () => {
    const report = await held({ checkpoints: note(then) });
    expect(report).toMatchObject({
      code: 0,
      findings: [],
      backup: { database, postgres: 18, begunAt: expect.stringMatching(/^\d{4}-/) },
      counts: { files: 4, open: 3, unjudged: 0, staged: 0 },
      known: [{ origin: 'duban.example/v1/log/tj', holds: true }],
    });
    expect(report.backup.manifest).toBeGreaterThan(1_000);
    expect(report.recounted.files.toSorted()).toEqual(files.slice(0, 4).toSorted());
    expect(report.recounted.counted.duties).toBeGreaterThan(4);
    expect(report.logs.find((log) => log.bureau === 'tj')!.head!.size).toBe(
      Number(then.split('\n')[1]),
    );
    expect(report.age).toBeGreaterThan(0);
    expect(textOf(report)).toMatch(
      /恢复可用，比对一致。 It can be restored, and nothing differs\.\n$/,
    );
    expect(await readdir(scratch)).toEqual([]);
    // The server that runs goes on with what came after the backup.
    expect(await bureau.owner`select 1 from file`).toHaveLength(5);
  });

  it('names a head that the backup does not reach, and one of another log', async () => {
    const [origin, size, , ...rest] = then.split('\n');
    const another = [origin, size, Buffer.alloc(32, 1).toString('base64'), ...rest].join('\n');
    const report = await held({ sample: 1, checkpoints: [...note(later), ...note(another)] });
    const missing = Number(later.split('\n')[1]) - Number(size);
    expect(report).toMatchObject({ code: 1, known: [{ holds: false }, { holds: false }] });
    expect(report.findings).toMatchObject([
      { state: 'differs', say: { zh: `备份早于外部已知的检查点，缺 ${missing} 项` } },
      { state: 'differs', say: { zh: '与外部已知的检查点不符' } },
    ]);
    const elsewhere = note(then.replace('log/tj', 'log/elsewhere'));
    expect(await held({ sample: 1, checkpoints: elsewhere })).toMatchObject({
      code: 3,
      known: [{ holds: null }],
      findings: [{ state: 'unchecked' }],
    });
  });

  it('finds what somebody has changed at the database: an entry, and a due instant that no entry holds', async () => {
    const [file, other] = [files[1]!, files[2]!];
    await bureau.owner.begin(async (sql) => {
      await sql`alter table register disable trigger user`;
      await sql`update register set clause = 'TJ84-9' where file_id = ${file} and seq = 1`;
      await sql`alter table register enable trigger user`;
      await sql`update duty set due_at = due_at + interval '1 day' where file_id = ${other} and state = 'open'`;
    });
    const report = await held({ backup: await baseBackup(at('tampered')) });
    expect(report.code).toBe(1);
    const text = textOf(report);
    expect(text).toContain(`${file} 1\n`);
    expect(text).toContain(`entry ${file}/1 differs`);
    expect(text).toMatch(new RegExp(`${other} duty \\S+ due`));
    // A report is kept and handed on: what acts say is not in it.
    expect(JSON.stringify(report)).not.toContain('suspected-violation');
  });

  it('does not read what is cut off, changed, running, leads elsewhere, or is none', async () => {
    const why = (path: string, more: Partial<Drill> = {}): Promise<string> =>
      held({ backup: path, ...more }).then(
        () => 'read',
        (error: unknown) => {
          expect(error).toBeInstanceOf(NoBackup);
          return (error as Error).message;
        },
      );
    await cp(backup, at('cut.tar'));
    await truncate(at('cut.tar'), 20_000_000);
    expect(await why(at('cut.tar'))).toMatch(/^tar: /);
    await writeFile(at('text.tar'), 'no backup');
    expect(await why(at('text.tar'))).toMatch(/^tar: /);
    expect(await why(at('nowhere.tar'))).toMatch(/there is no/);
    await mkdir(at('empty'));
    expect(await why(at('empty'))).toMatch(/neither PG_VERSION nor base.tar/);
    await writeFile(at('first/postmaster.pid'), '1');
    expect(await why(at('first'))).toMatch(/a server that runs/);
    await cp(at('first'), at('changed'), { recursive: true });
    const { Files: named } = JSON.parse(await readFile(at('changed/backup_manifest'), 'utf8')) as {
      Files: { Path: string }[];
    };
    await rm(at('changed/postmaster.pid'));
    const table = named.find(({ Path: path }) => /^base\/\d+\/\d+$/.test(path))!.Path;
    await appendFile(at(`changed/${table}`), 'x');
    expect(await why(at('changed'))).toBe(`${table} is not there as its manifest says`);
    await symlink('/', at('changed/pg_tblspc/16'));
    expect(await why(at('changed'))).toMatch(/leads out of the backup/);
    expect(await why(backup, { database: 'postgres' })).toBe('postgres is no database of Duban');
    expect(await why(backup, { checkpoints: note('no note') })).toMatch(/no signed checkpoint/);
    expect(await readdir(scratch)).toEqual([]);
  });

  it('is one command, which writes its report and ends with its code; nobody chooses the sample', async () => {
    const command = (...words: string[]) =>
      spawnSync(
        process.execPath,
        ['--import', 'tsx', join(repository, 'tools/drill.ts'), ...words],
        // Where the live database is makes no difference to it.
        {
          cwd: repository,
          encoding: 'utf8',
          env: { ...process.env, DATABASE_URL: inject('stack').databaseUrl },
        },
      );
    const done = command(
      backup,
      '--database',
      database,
      '--sample',
      '2',
      '--report',
      at('november'),
    );
    expect([done.status, done.stderr.includes('Error')]).toEqual([0, false]);
    expect(done.stdout).toMatch(/^恢复演练 Restore drill /);
    const kept = JSON.parse(readFileSync(at('november.json'), 'utf8')) as DrillReport;
    expect(kept).toMatchObject({ $: 'duban/drill/1', code: 0 });
    expect(kept.recounted.files).toHaveLength(2);
    expect((await held({ sample: 2 })).recounted.files).toEqual(kept.recounted.files);
    expect(readFileSync(at('november.txt'), 'utf8')).toBe(done.stdout);
    const none = command(at('nowhere'));
    expect([none.status, none.stdout]).toEqual([2, expect.stringContaining('备份无法读取')]);
  });
});
