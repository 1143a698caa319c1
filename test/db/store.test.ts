/** The functions in force stand in one place, come into force with the next migration, and are what they were. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyMigrations, asOwner, migrate } from '../../db/migrate.ts';
import { applyStore, definedIn, storeFiles, type StoreFile } from '../../db/store.ts';
import type { Sql } from '../../db/client.ts';
import { firstEditionOf } from '../../db/editions.ts';
import { hashOf } from '../../db/queries/turns.ts';
import { brokenEntries } from '../../api/log/audit-entries.ts';
import { editionChange } from '../../domain/proof/first-edition.ts';
import { takeTasks } from '../../db/queries/tasks.ts';
import { freshDatabase, type FreshDatabase } from '../setup/fresh-database.ts';
import { functionsOf, type CatalogueRow } from './catalogue.ts';

/** The last migration that defines functions; later ones define none (test/architecture-sql). */
const LAST = '0030_leftovers';

/** The migrations as they were released up to then, in a folder of their own. */
function releasedUpTo(last: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'duban-migrations-'));
  cpSync(fileURLToPath(new URL('../../db/migrations', import.meta.url)), folder, {
    recursive: true,
  });
  const journal = join(folder, 'meta/_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as {
    entries: { tag: string }[];
  };
  const kept = entries.slice(0, entries.findIndex(({ tag }) => tag === last) + 1);
  writeFileSync(journal, JSON.stringify({ ...rest, entries: kept }));
  return folder;
}

/** The row versions of the functions and of what is kept of the files: they change with every writing. */
const versions = async (sql: Sql): Promise<Map<string, string>> =>
  new Map(
    (
      await sql<{ what: string; version: string }[]>`
        select p.oid::regprocedure::text as what, p.xmin::text as version from pg_proc p where p.pronamespace = 'public'::regnamespace
        union all select name, xmin::text from drizzle.store_file`
    ).map(({ what, version }) => [what, version]),
  );

const written = storeFiles().flatMap(({ text }) => definedIn(text));

/** A bureau with files of the first edition, as that version wrote them: one with three entries, one that nothing has been entered for. */
async function firstEdition(owner: Sql): Promise<void> {
  await owner`insert into bureau (id, name, area) values ('old', '旧局', '120000')`;
  for (const [n, id] of ['RR-A.old.2026-00002', 'RR-A.old.2026-00001'].entries()) {
    await owner`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, inbox_number)
      values (${id}, 'rapid-response', 'old', 'institution', ${id}, '{"units": {"owner": "u"}}', ${`2026-03-0${2 - n} 00:00+00`}::text::timestamptz, 2 - ${n}::int)`;
    await owner`insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, key)
      values (${`${id}-1`}, ${id}, 1, 'referral-letter', 'u', 'o', '{}', ${owner.json({ documentNo: `津函${n}` })}, 'h', now(), now(), ${`k${n}`})`;
  }
  const [file] = ['RR-A.old.2026-00002'];
  await owner`insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, key)
    values ('second', ${file}, 2, 'reply', 'u', 'o', '{}', '{}', 'h', now(), now(), 'k9')`;
  const entries = [
    {
      key: 'a',
      type: 'act-accepted',
      clause: 'TJ51-A1-1.1a',
      act: `${file}-1`,
      body: { b: 1, a: { 文: '号' } },
    },
    { key: 'b', type: 'duty-armed', clause: null, act: null, body: {} },
    { key: 'c', type: 'note', clause: null, act: null, body: { n: 1.5 } },
  ].map((entry) => ({ ...entry, hash: hashOf(entry.body) }));
  const turn = {
    file,
    entries,
    view: { stage: 'opened', attention: 'on-track', body: {} },
    verdicts: [{ act: `${file}-1`, verdict: { accepted: true }, known: { since: 1 } }],
  };
  await owner`select enter(${owner.json(turn as never)})`;
}

/** May be called by others than at the last migration with functions: local_day by the application, since day_of is gone. */
const regranted: readonly string[] = ['local_day'];

describe('a database of the last migration with functions', () => {
  let database: FreshDatabase;
  let folder: string;
  let errands: readonly unknown[];
  let before: Map<string, CatalogueRow>;
  let after: Map<string, CatalogueRow>;
  beforeAll(async () => {
    folder = releasedUpTo(LAST);
    database = await freshDatabase();
    await asOwner(database.ownerUrl, (sql) => applyMigrations(sql, folder));
    before = await functionsOf(database.owner);
    // Of a function that nobody has changed since: the one in force comes back.
    await database.owner.unsafe(
      `create or replace function superiors_of(p_unit text) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$ select '["x"]'::jsonb $$`,
    );
    // One waits, one is done; one comes from the calendar and not from a file.
    await database.owner`insert into errand (file_id, key, kind, data, done_at, tries) values
      (null, 'waits', 'x', '{"bureau": "b", "n": 1}', null, 3), (null, 'done', 'x', '{"n": 2}', now(), 0)`;
    errands = await database.owner`select * from errand order by id`;
    await firstEdition(database.owner);
    await migrate(database.ownerUrl);
    after = await functionsOf(database.owner);
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  it('a migration gives up where it waits for a lock for long, and nothing after it does', async () => {
    const all = releasedUpTo('0117_calendar_readings');
    try {
      const journal = join(all, 'meta/_journal.json');
      const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as {
        entries: object[];
      };
      const tag = '9999_planted';
      const planted = { idx: entries.length, version: '7', when: 2763769600000, tag };
      writeFileSync(
        journal,
        JSON.stringify({ ...rest, entries: [...entries, { ...planted, breakpoints: true }] }),
      );
      writeFileSync(
        join(all, `${tag}.sql`),
        `create table planted as select current_setting('lock_timeout') as within`,
      );
      const left = await asOwner(database.ownerUrl, async (sql) => {
        await applyMigrations(sql, all);
        return sql`select within, current_setting('lock_timeout') as after from planted`;
      });
      expect(left).toMatchObject([{ within: '10s', after: '0' }]);
      await database.owner`drop table planted`;
    } finally {
      rmSync(all, { recursive: true });
    }
  });

  it('is brought to what a new one is', async () => {
    const fresh = await freshDatabase();
    try {
      await migrate(fresh.ownerUrl);
      expect(after).toEqual(await functionsOf(fresh.owner));
    } finally {
      await fresh.drop();
    }
  });

  it('keeps of every function that says what it said its owner, rights, path and kind', () => {
    const same = [...before.values()].filter(
      ({ name, signature, definition }) =>
        after.get(signature)?.definition === definition && !regranted.includes(name),
    );
    expect(same.length).toBeGreaterThan(200);
    expect(same.map(({ signature }) => after.get(signature))).toEqual(same);
  });

  it('has its errands as tasks, which are performed from now on and whose names are all new', async () => {
    const { owner } = database;
    expect(errands).toHaveLength(2);
    expect([...(await owner`select * from task order by id`)]).toEqual([...errands]);
    expect(await takeTasks(owner, ['x'], 9)).toMatchObject([
      { key: 'waits', bureau: 'b', tries: 3 },
    ]);
    const [next] =
      await owner`insert into task (key, kind, data) values ('next', 'x', '{}') returning id::int`;
    expect(next).toEqual({ id: errands.length + 1 });
    await expect(owner`delete from task`).rejects.toThrow('task is append-only');
    const old = await owner`select relname as name from pg_class where relname like '%errand%'
      union all select conname from pg_constraint where conname like '%errand%'
      union all select tgname from pg_trigger where tgname like '%errand%'
      union all select proname from pg_proc where prosrc ~ '(from|into|update) errand|duban_errand'`;
    expect([...old]).toEqual([]);
    const [rights] = await owner`select array_agg(column_name::text order by 1) as columns
      from information_schema.column_privileges where table_name = 'task' and grantee = 'duban_app' and privilege_type = 'UPDATE'`;
    expect(rights).toEqual({ columns: ['done_at', 'last_error', 'next_try_at', 'tries'] });
  });

  it('goes over to the second edition of the register: an entry covers the older ones, the log gets what was taken in and judged, and openings have their places', async () => {
    const { owner } = database;
    const file = 'RR-A.old.2026-00002';
    const rows = await owner<
      { seq: number; edition: number; type: string; body: unknown }[]
    >`select seq, edition, type, body from register where file_id = ${file} order by seq`;
    expect(rows.map(({ seq, edition, type }) => [seq, edition, type])).toEqual([
      [1, 1, 'act-accepted'],
      [2, 1, 'duty-armed'],
      [3, 1, 'note'],
      [4, 2, 'edition-changed'],
    ]);
    expect(rows[3]!.body).toEqual(editionChange(2, await firstEditionOf(owner, file)));
    expect(await brokenEntries(owner, 'old', 9)).toEqual([]);
    const files = await owner`select id, edition, place from file order by place`;
    expect([...files]).toEqual([
      { id: 'RR-A.old.2026-00001', edition: 2, place: 1 },
      { id: file, edition: 2, place: 2 },
    ]);
    const staged = await owner<
      { kind: string; ref: string }[]
    >`select kind, ref from leaf_staged where bureau_id = 'old' order by id`;
    expect(staged.map(({ kind, ref }) => `${kind} ${ref}`)).toEqual([
      'opening RR-A.old.2026-00001',
      `opening ${file}`,
      'act RR-A.old.2026-00001-1',
      `act ${file}-1`,
      `verdict ${file}-1`,
      'act second',
      `entry ${file}/4`,
    ]);
    // A second run of the same finds nothing to do.
    await migrate(database.ownerUrl);
    expect(await owner`select 1 from register where file_id = ${file}`).toHaveLength(4);
  });

  it.each([
    ['type', { type: 'act-refused' }],
    ['clause', { clause: 'TJ51-A1-1.2' }],
    ['act', { act_id: 'another' }],
    ['body', { body: { b: 2, a: { 文: '号' } } }],
    ['key', { key: 'z' }],
  ])('what an entry of the first edition says is fixed by it: its %s', async (_field, change) => {
    const { owner } = database;
    class Undone extends Error {}
    const tampered = owner.begin(async (tx) => {
      await tx`alter table register disable trigger append_only`;
      await tx`update register set ${tx(change as never)} where file_id = 'RR-A.old.2026-00002' and seq = 1`;
      expect(await brokenEntries(tx as never, 'old', 9)).not.toEqual([]);
      throw new Undone();
    });
    await expect(tampered).rejects.toBeInstanceOf(Undone);
  });

  it('has the functions that the files define, and no other', () => {
    expect([...after.values()].map(({ name }) => name).sort()).toEqual([...written].sort());
  });

  it('lets nobody call a function to whom it is not granted, and has each look in our schemas only', () => {
    for (const { signature, rights } of after.values()) {
      const { owner, grants, config, definer } = rights as Record<string, string[] | null>;
      expect({ signature, owner }).toEqual({ signature, owner: 'duban_owner' });
      expect(grants?.filter((grant) => !/^duban_(owner|app)=X\/duban_owner$/.test(grant))).toEqual(
        [],
      );
      if (config!.length > 0 || definer)
        expect({ signature, config }).toEqual({
          signature,
          config: expect.arrayContaining(['search_path=pg_catalog, public, pg_temp']),
        });
    }
  });
});

describe('the next migration', () => {
  let database: FreshDatabase;
  const files = storeFiles();
  beforeAll(async () => {
    database = await freshDatabase();
    await migrate(database.ownerUrl);
  });
  afterAll(() => database.drop());

  const apply = (changed: readonly StoreFile[]) =>
    asOwner(database.ownerUrl, (sql) => applyStore(sql, changed));
  const with_ = (name: string, change: (text: string) => string): StoreFile[] =>
    files.map((file) => (file.name === name ? { name, text: change(file.text) } : file));
  const plant = (definition: string) =>
    with_('core/access.sql', (text) => `${text}\n${definition}`);

  it('touches nothing where nothing has changed', async () => {
    const as = await versions(database.owner);
    expect(as.size).toBe(written.length + files.length);
    await migrate(database.ownerUrl);
    expect(await versions(database.owner)).toEqual(as);
  });

  it('puts a function into force that was changed, and touches no other file', async () => {
    const as = await versions(database.owner);
    const changed = with_('core/registries.sql', (text) => text.replace('1..10', '1..1'));
    expect(await apply(changed)).toEqual(['core/registries.sql']);
    const [row] = await database.owner`select prosrc from pg_proc where proname = 'superiors_of'`;
    expect(row!['prosrc']).toContain('1..1 loop');
    const now = await versions(database.owner);
    const own = new Set(definedIn(files.find(({ name }) => name === 'core/registries.sql')!.text));
    const touched = [...now].filter(([what, version]) => as.get(what) !== version);
    expect(touched.map(([what]) => what.replace(/\(.*/, '')).sort()).toEqual(
      [...own, 'core/registries.sql'].sort(),
    );
    // And back again.
    expect(await apply(files)).toEqual(['core/registries.sql']);
  });

  it.each<[string, StoreFile[], RegExp]>([
    ['a file that is no SQL', plant('creat function'), /^db\/core\/access\.sql: syntax error/],
    [
      'a body that calls what is not there',
      with_('core/access.sql', (text) => text.replace('from units_under(', 'from units_below(')),
      /units_below/,
    ],
    [
      'a signature that changed where a body of another file still calls the old one',
      with_(
        'inspection/store.sql',
        (text) =>
          `drop function took_part(text, text);\n${text.replaceAll('took_part(p_plan text, p_officer text)', 'took_part(p_plan text, p_officer text, p_day date)').replaceAll('took_part(text, text)', 'took_part(text, text, date)')}`,
      ),
      /took_part\(text, text\) does not exist/,
    ],
    [
      'a function in another form beside the one before',
      with_('inspection/store.sql', (text) =>
        text
          .replaceAll(
            'took_part(p_plan text, p_officer text)',
            'took_part(p_plan text, p_officer text, p_day date)',
          )
          .replaceAll('took_part(text, text)', 'took_part(text, text, date)'),
      ),
      /took_part \(1 written, 2 there\)/,
    ],
    [
      'a function that was taken out of its file only',
      with_('core/registries.sql', (text) =>
        text
          .replace(/create or replace function superiors_of[^]*?end \$\$;/, '')
          .replaceAll(', superiors_of(text)', ''),
      ),
      /superiors_of \(0 written, 1 there\)/,
    ],
  ])('changes nothing at all where one thing is wrong: %s', async (_, changed, message) => {
    const as = await versions(database.owner);
    await expect(apply(changed)).rejects.toThrow(message);
    expect(await versions(database.owner)).toEqual(as);
  });

  it('takes a changed signature where the old one is dropped by name', async () => {
    const changed = with_(
      'consultation/store.sql',
      (text) =>
        `drop function if exists call_consultation(jsonb);\n${text.replaceAll('call_consultation(p jsonb)', 'call_consultation(p jsonb, p_again boolean default false)').replaceAll('call_consultation(jsonb)', 'call_consultation(jsonb, boolean)')}`,
    );
    expect(await apply(changed)).toEqual(['consultation/store.sql']);
    const rows = await database.owner`
      select p.oid::regprocedure::text as signature, has_function_privilege('duban_app', p.oid, 'execute') as app from pg_proc p where proname = 'call_consultation'`;
    expect(rows).toEqual([{ signature: 'call_consultation(jsonb,boolean)', app: true }]);
    const back = with_(
      'consultation/store.sql',
      (text) => `drop function call_consultation(jsonb, boolean);\n${text}`,
    );
    await apply(back);
  });

  it('may be run by two at once on an empty database', async () => {
    const empty = await freshDatabase();
    try {
      await Promise.all([migrate(empty.ownerUrl), migrate(empty.ownerUrl)]);
      expect((await functionsOf(empty.owner)).size).toBe(written.length);
    } finally {
      await empty.drop();
    }
  });
});
