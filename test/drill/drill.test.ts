/** 恢复演练 A backup of a server with lives in it is restored beside it, compared and counted again; what was changed at the database, what is too old, and what cannot be read is found. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
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
import { closeSync, constants, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connect } from '../../db/client.ts';
import { logExtents } from '../../db/queries/drill.ts';
import { leavesOf } from '../../db/queries/log-audit.ts';
import { keyText } from '../../domain/proof/note-keys.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../tools/engine/folders.ts';
import { processesIn } from '../../tools/engine/processes.ts';
import { signerService } from '../../tools/engine/signer.ts';
import { drill, type Drill } from '../../tools/drill.ts';
import { NoBackup } from '../../tools/drill/backup.ts';
import { compareHead, headIn } from '../../tools/drill/heads.ts';
import { textOf, type DrillReport } from '../../tools/drill/report.ts';
import { recounting } from '../../tools/recount/bundle.ts';
import type { Recount } from '../../domain/recount/compare.ts';
import { declineAndEnd } from '../background/ending.ts';
import { decide, eventually, openA, typesOf } from '../kit/support.ts';
import { baseBackup } from '../setup/base-backup.ts';
import type { Bureau } from '../setup/bureau.ts';
import { ownPlace, type OwnPlace } from '../setup/own-place.ts';
import { ownServer, type Server } from '../setup/own-server.ts';
import { keyOf, signedCheckpoint } from '../tools/fixtures/log.ts';

const temporary = makeTemporaryFolder();
const processes = processesIn(temporary.folder);
const at = (name: string): string => join(temporary.folder, name);
const repository = fileURLToPath(new URL('../..', import.meta.url));
let server: Server;
let place: OwnPlace;
let bureau: Bureau;
let recount: Recount;
let database: string;
let backup: string;
const files: string[] = [];
/** Signed heads: as the backup was made, and later. */
let then: string;
let later: string;
/** And one of each other bureau's log that has leaves. */
let others: string[];

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
/** The head of a whole log as somebody outside would have kept it. */
async function headOf(id: string): Promise<string> {
  const hashes: Uint8Array[] = [];
  for await (const batch of leavesOf(bureau.owner, id, 1_000_000))
    hashes.push(...batch.map(({ hash }) => hash));
  const key = keyOf(`duban.example/v1/log/${id}`, 3);
  return signedCheckpoint(key.key.name, hashes.length, [key], hashes);
}
const fromOutside = () => others.flatMap(note);
const theyHold = () => others.map(() => ({ holds: true }));
/** The same head with another root, as nobody has signed it. */
function otherTree(text: string): string {
  const [origin, size, , ...rest] = text.split('\n');
  return [origin, size, Buffer.alloc(32, 1).toString('base64'), ...rest].join('\n');
}

beforeAll(async () => {
  await mkdir(scratch);
  const origin = 'duban.example/v1/log/tj';
  const { service, address } = (await signerService(temporary.folder, [origin]))!;
  await processes.run(service);
  server = await ownServer(temporary.folder, processes);
  place = await ownPlace({ server });
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
  const logs = await bureau.owner<
    { id: string }[]
  >`select bureau_id as id from log where size > 0 and bureau_id <> 'tj' order by bureau_id`;
  others = [];
  for (const { id } of logs) others.push(await headOf(id));
  recount = await recounting();
  backup = await baseBackup(server, at('first'));
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
    const report = await held({ checkpoints: [...note(then), ...fromOutside()] });
    expect(report).toMatchObject({
      code: 0,
      findings: [],
      backup: { database, postgres: 18, begunAt: expect.stringMatching(/^\d{4}-/) },
      counts: { files: 4, open: 3, unjudged: 0, staged: 0 },
      known: [{ origin: 'duban.example/v1/log/tj', holds: true }, ...theyHold()],
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
    const heads = [...note(later), ...note(otherTree(then)), ...fromOutside()];
    const report = await held({ sample: 1, checkpoints: heads });
    const missing = Number(later.split('\n')[1]) - Number(then.split('\n')[1]);
    expect(report).toMatchObject({
      code: 1,
      known: [{ holds: false }, { holds: false }, ...theyHold()],
    });
    expect(report.findings).toMatchObject([
      { state: 'differs', say: { zh: `备份早于外部已知的检查点，缺 ${missing} 项` } },
      { state: 'differs', say: { zh: '与外部已知的检查点不符' } },
    ]);
    const elsewhere = [...note(then.replace('log/tj', 'log/elsewhere')), ...fromOutside()];
    expect(await held({ sample: 1, checkpoints: elsewhere })).toMatchObject({
      code: 3,
      known: [{ holds: null }, ...theyHold()],
      findings: [
        { state: 'unchecked', say: { zh: '备份中没有该存证日志' } },
        { state: 'unchecked', at: [`tj ${then.split('\n')[1]}`] },
      ],
    });
  });

  it('goes on where one life cannot be read, and says that nobody outside was asked', async () => {
    const odd = files[1]!;
    const report = await held({
      checkpoints: fromOutside(),
      recount: (life, stood) =>
        life.opening.file === odd ? Promise.reject(new TypeError('x')) : recount(life, stood),
    });
    expect(report).toMatchObject({
      code: 1,
      findings: [
        { state: 'unchecked', at: [`tj ${then.split('\n')[1]}`] },
        { state: 'differs', at: [`${odd} TypeError`] },
      ],
    });
    expect(report.recounted.files).toHaveLength(4);
    expect(report.recounted.counted.duties).toBeGreaterThan(3);
  });

  it('says of a backup whose files have no SHA-256, or no manifest, that they were not compared', async () => {
    const more = { backup: at('bare'), sample: 1, checkpoints: [...note(then), ...fromOutside()] };
    await cp(at('first'), at('bare'), { recursive: true });
    const whole = await readFile(at('bare/backup_manifest'), 'utf8');
    const text = whole.replace('"Checksum-Algorithm":"SHA256"', '"Checksum-Algorithm":"CRC32C"');
    await writeFile(at('bare/backup_manifest'), text);
    await expect(held(more)).rejects.toThrow('its manifest has not the checksum of what it says');
    const named = text.slice(0, text.indexOf('"Manifest-Checksum"'));
    const sum = createHash('sha256').update(named).digest('hex');
    await writeFile(at('bare/backup_manifest'), `${named}"Manifest-Checksum": "${sum}"}\n`);
    const report = await held(more);
    const at1 = [`1 / ${report.backup.manifest}`];
    expect(report).toMatchObject({ code: 3, findings: [{ state: 'unchecked', at: at1 }] });
    await rm(at('bare/backup_manifest'));
    expect(await held(more)).toMatchObject({
      code: 3,
      backup: { manifest: null },
      findings: [{ state: 'unchecked', at: ['backup_manifest'] }],
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
    // What the database would run whenever somebody comes is not run.
    const url = new URL(server.superuserUrl);
    url.pathname = database;
    const superuser = connect(url.href, { max: 1 });
    await superuser.unsafe(`create function trap() returns event_trigger language plpgsql as
      $$ begin if current_setting('application_name') = 'drill' then raise 'trapped'; end if; end $$;
      create event trigger trap on login execute function trap();`);
    const tampered = await baseBackup(server, at('tampered'));
    await superuser.unsafe('drop event trigger trap');
    await superuser.end();
    const report = await held({ backup: tampered });
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
    // Between two members: what is left reads like a whole archive.
    const whole = await readFile(backup);
    const last = whole.findLastIndex((byte) => byte !== 0);
    await writeFile(at('cut.tar'), whole.subarray(0, Math.ceil((last + 1) / 512) * 512));
    expect(await why(at('cut.tar'))).toMatch(/^tar: .* cut off/);
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

  it('ends with whatever it has started, and leaves no copy', async () => {
    const [pipe, own] = [at('pipe.tar.gz'), at('killed')];
    execFileSync('mkfifo', [pipe]);
    await mkdir(own);
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(repository, 'tools/drill.ts'), pipe],
      { cwd: repository, stdio: 'ignore', env: { ...process.env, TMPDIR: own } },
    );
    /** Nobody can open it to write before somebody reads. */
    const opened = await eventually('it is being unpacked', () => {
      try {
        return Promise.resolve(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
      } catch {
        return Promise.resolve(undefined);
      }
    });
    child.kill('SIGTERM');
    try {
      await eventually('nobody reads it any more', () => {
        try {
          writeSync(opened, '\0');
          return Promise.resolve(undefined);
        } catch (error) {
          return Promise.resolve((error as { code?: string }).code === 'EPIPE' || undefined);
        }
      });
    } finally {
      closeSync(opened);
    }
    const left = async () => (await readdir(own)).filter((name) => name.startsWith('duban-'));
    await eventually('nothing is left', async () => (await left()).length === 0, 60_000);
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
    await writeFile(at('then.txt'), then);
    for (const [n, head] of others.entries()) await writeFile(at(`other-${n}.txt`), head);
    const done = command(
      backup,
      '--database',
      database,
      '--sample',
      '2',
      '--report',
      at('november'),
      '--checkpoint',
      at('then.txt'),
      ...others.flatMap((_, n) => ['--checkpoint', at(`other-${n}.txt`)]),
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
    // Before the work, and not after it.
    const nowhere = command(backup, '--database', database, '--report', at('nowhere/november'));
    expect([nowhere.status, nowhere.stderr, existsSync(at('nowhere'))]).toEqual([2, '', false]);
  });

  // The last one: the log goes on under another name.
  it('names a head that no key on record has signed, and compares none of an earlier name with a log that was begun anew', async () => {
    const { owner } = bureau;
    const compared = async (text: string) =>
      compareHead(owner, await logExtents(owner), headIn(text, 'note'));
    const origin = then.split('\n')[0]!;
    expect(await compared(then)).toMatchObject({ known: { holds: true }, findings: [] });
    const key = keyText(keyOf(origin, 9).key);
    const by = { bureau: 'tj', reason: '启用', by: 'o' };
    await owner`select change_log_key(${owner.json({ ...by, key, use: 'log', state: 'in-use' })})`;
    expect(await compared(then)).toMatchObject({
      known: { holds: true },
      findings: [{ state: 'unchecked', at: [`${origin} ${then.split('\n')[1]}`] }],
    });
    await owner`select restart_log(${owner.json({ ...by, origin: `${origin}/2`, note: then })})`;
    expect((await compared(otherTree(then))).findings[0]).toMatchObject({
      state: 'unchecked',
      at: [expect.stringContaining(`→ ${origin}/2`)],
    });
    expect((await compared(then)).known.holds).toBe(true);
    const newest = otherTree(then).replace(origin, `${origin}/2`);
    expect((await compared(newest)).findings[0]).toMatchObject({ state: 'differs' });
  });
});
