/** The application's role makes nothing, owns nothing and becomes nobody; what has the owner's rights looks nowhere that the role can write. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';

let app: Sql;
let owner: Sql;
beforeAll(() => {
  app = connect(inject('stack').databaseUrl, { max: 2 });
  owner = connect(inject('stack').ownerUrl, { max: 1 });
});
afterAll(async () => {
  await app.end();
  await owner.end();
});

/** What the role may write without a function: rows that nobody has to be named for, or that carry their own name, and the state of what it sends. */
const written: Record<string, string> = {
  absence: 'insert',
  calendar_year: 'insert',
  coordinator: 'insert',
  coordinator_record: 'insert',
  decision: 'insert',
  leniency_entry: 'insert',
  refused_access: 'insert',
  refused_exchange: 'insert',
  roster: 'insert',
};
const writtenColumns: Record<string, string[]> = {
  delivery: ['last_error', 'next_try_at', 'settled_at', 'state', 'tries'],
  checkpoint_delivery: ['last_error', 'next_try_at', 'settled_at', 'state', 'tries'],
  receiver: ['failures'],
  task: ['done_at', 'last_error', 'next_try_at', 'tries'],
};

describe('the catalogue', () => {
  it('has no function that looks before the catalogue and public: alter it, or create it with `set search_path = pg_catalog, public, pg_temp`', async () => {
    // Without the owner's rights, one whose body was bound when it was made (return …, begin atomic …) looks nowhere later; with them it still needs the path.
    const loose =
      await app`select p.oid::regprocedure::text as function, p.proconfig as settings from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname not in ('pg_catalog', 'information_schema') and not coalesce('search_path=pg_catalog, public, pg_temp' = any (p.proconfig), false) and (p.prosecdef or p.prosqlbody is null)`;
    expect([...loose]).toEqual([]);
  });

  it('lets nobody execute a function of ours without being named', async () => {
    const open =
      await app`select p.oid::regprocedure::text as function from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname not in ('pg_catalog', 'information_schema') and exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)`;
    expect([...open]).toEqual([]);
  });

  it('shows a role that is nobody else, owns nothing and makes nothing', async () => {
    const [role] =
      await app`select rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls,
      (select count(*)::int from pg_auth_members m where m.member = r.oid or m.grantor = r.oid) as memberships,
      (select count(*)::int from pg_shdepend d where d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid and d.deptype = 'o') as owned,
      array(select d.datname from pg_database d where has_database_privilege(r.oid, d.oid, 'CREATE') or has_database_privilege(r.oid, d.oid, 'TEMPORARY') and has_database_privilege(r.oid, d.oid, 'CONNECT') and d.datname like 'duban%')
        as databases,
      array(select n.nspname from pg_namespace n where has_schema_privilege(r.oid, n.oid, 'CREATE')) as schemas
      from pg_roles r where r.rolname = current_user`;
    expect(role).toEqual({
      rolsuper: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolreplication: false,
      rolbypassrls: false,
      memberships: 0,
      owned: 0,
      databases: [],
      schemas: [],
    });
  });

  it('gives the role no more to write than this list', async () => {
    const tables = await app<
      { name: string; rights: string[] }[]
    >`select c.oid::regclass::text as name, array(select right_ from unnest(array['insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain']) right_
        where has_table_privilege(c.oid, right_)) as rights from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and c.relkind in ('r', 'p', 'v', 'm', 'f')`;
    expect(
      Object.fromEntries(
        tables
          .filter(({ rights }) => rights.length > 0)
          .map(({ name, rights }) => [name, rights.join(' ')]),
      ),
    ).toEqual(written);
    const columns = await app<
      { name: string; columns: string[] }[]
    >`select table_name as name, array_agg(column_name::text order by column_name) as columns
      from information_schema.column_privileges where grantee = current_user and privilege_type in ('UPDATE', 'REFERENCES') group by 1`;
    for (const { name, columns: names } of columns)
      expect(writtenColumns[name], name).toEqual(names);
  });

  it('gives later tables, functions and schemas to nobody', async () => {
    const given =
      await app`select d.defaclobjtype, a.privilege_type from pg_default_acl d, aclexplode(d.defaclacl) a where a.grantee <> d.defaclrole`;
    expect([...given]).toEqual([]);
  });
});

describe('the role itself', () => {
  it.each([
    'create temporary table register (id int)',
    'create table public.mine (id int)',
    'create schema mine',
    'create type public.mine as (x int)',
    'create domain public.mine as text',
    'create function public.mine() returns int language sql as $$ select 1 $$',
    'create function pg_temp.mine() returns int language sql as $$ select 1 $$',
    'create type pg_temp.file as (x int)',
    'create operator public.= (leftarg = text, rightarg = jsonb, function = jsonb_exists)',
    'create cast (text as jsonb) with inout',
    'create extension btree_gin',
    'create trigger mine before insert on register for each row execute function refuse_change()',
    'create rule mine as on insert to register do instead nothing',
    'alter table register disable trigger append_only',
    "do $$ begin execute 'alter table register disable trigger append_only'; end $$",
    'alter function enter(jsonb) reset search_path',
    'alter function enter(jsonb) owner to duban_app',
    'alter default privileges for role duban_owner grant all on tables to duban_app',
    'set role duban_owner',
    'set session authorization duban_owner',
    'set session_replication_role = replica',
    'alter role duban_app superuser',
    'grant duban_owner to duban_app',
    'reassign owned by duban_owner to duban_app',
    'select lo_creat(-1)',
    "select lo_from_bytea(0, 'x')",
    "select lo_import('/etc/passwd')",
    "copy (select 1) to program 'true'",
    "copy refused_access from '/etc/passwd'",
    "select pg_read_file('/etc/passwd')",
    "insert into registry_change (registry, entity_id, changed_by, after) values ('officer', 'o-jds-1', 'o-reg', '{}')",
    "update officer set roles = '{administrator}'",
    'delete from practitioner_registration',
    "insert into receiver (id, bureau_id, url, secret) values ('mine', 'tj', 'x', 'x')",
    "update receiver set url = 'x'",
    "update delivery set settled_by = 'o-reg'",
  ])('is refused: %s', async (statement) => {
    await expect(app.begin((tx) => tx.unsafe(statement))).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|42809)$/),
    });
  });

  it.each([
    [
      'a name that nobody has',
      {
        registry: 'officer',
        by: 'o-nobody',
        create: true,
        row: { id: 'o-mine', unit_id: 'tj.ju', name: 'x', kind: 'person', roles: [], contacts: [] },
      },
    ],
    [
      'a file that there is not',
      {
        registry: 'officer',
        by: 'file:none',
        create: true,
        row: { id: 'o-mine', unit_id: 'tj.ju', name: 'x', kind: 'person', roles: [] },
      },
    ],
    ['another table', { registry: 'register', by: 'reference', create: true, row: { id: 'x' } }],
  ])('does not change a registry under %s', async (_, change) => {
    await expect(app`select change_registry(${app.json(change)})`).rejects.toThrow(
      /registered name|no such registry/,
    );
    expect(await app`select 1 from officer where id = 'o-mine'`).toHaveLength(0);
  });

  it('writes no change without a change, and with one exactly what the table had and has', async () => {
    const row = {
      id: 'o-approle',
      unit_id: 'tj.ju',
      name: '样例',
      kind: 'person',
      roles: ['handler'],
    };
    await app
      .begin(async (tx) => {
        const change = (create: boolean, more: object) =>
          tx`select change_registry(${tx.json({ registry: 'officer', by: 'reference', reason: '测试', create, row: { ...row, ...more } })})`;
        await change(true, {});
        await change(false, {});
        await change(false, { roles: ['head'] });
        const changes =
          await tx`select changed_by, before->'roles' as before, after->'roles' as after, after->>'unit' as unit from registry_change where entity_id = 'o-approle' order by id`;
        expect([...changes]).toEqual([
          { changed_by: 'reference', before: null, after: ['handler'], unit: 'tj.ju' },
          { changed_by: 'reference', before: ['handler'], after: ['head'], unit: 'tj.ju' },
        ]);
        throw new Error('undone');
      })
      .catch((error: Error) => {
        if (error.message !== 'undone') throw error;
      });
  });
});

/** Even with the right to make temporary tables: one of each name, whose triggers do what they can as whoever comes by. */
describe('a temporary table before each of ours', () => {
  let tried: { function: string; outcome: string }[];
  let temporary: string[];
  let disabled: number;
  beforeAll(async () => {
    const [{ database }] = await owner<
      [{ database: string }]
    >`select current_database() as database`;
    await owner.unsafe(`grant temporary on database ${database} to duban_app`);
    try {
      await app
        .begin(async (tx) => {
          await tx.unsafe(`create function pg_temp.mine() returns trigger language plpgsql as $$ begin
          if current_user <> 'duban_app' then execute 'alter table public.register disable trigger append_only'; raise exception 'RAN AS %', current_user; end if; return null; end $$`);
          const tables = await tx<
            { name: string; columns: string }[]
          >`select c.relname as name, (select string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', ') from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`;
          temporary = tables.map(({ name }) => name);
          for (const { name, columns } of tables) {
            await tx.unsafe(`create temporary table ${name} (${columns})`);
            await tx.unsafe(
              `create trigger mine before insert or update or delete on pg_temp.${name} for each statement execute function pg_temp.mine()`,
            );
          }
          tried = await callEach(tx as unknown as Sql);
          throw new Error('undone');
        })
        .catch((error: Error) => {
          if (error.message !== 'undone') throw error;
        });
      [{ disabled }] = await app<
        [{ disabled: number }]
      >`select count(*)::int as disabled from pg_trigger where tgenabled <> 'O'`;
    } finally {
      await owner.unsafe(`revoke temporary on database ${database} from duban_app`);
    }
  });

  it('is met by no function that the role may execute', () => {
    expect(temporary.length).toBeGreaterThan(60);
    expect(tried.length).toBeGreaterThan(60);
    expect(tried.filter(({ outcome }) => outcome.includes('RAN AS'))).toEqual([]);
    // Some get as far as a statement of their own, else nothing was shown.
    expect(tried.filter(({ outcome }) => outcome === 'answered').length).toBeGreaterThan(20);
    expect(disabled).toBe(0);
  });
});

const values: Record<string, string> = {
  jsonb: "'{}'::jsonb",
  json: "'{}'::json",
  text: "'x'::text",
  'text[]': "'{x}'::text[]",
  integer: '1',
  bigint: '1',
  boolean: 'true',
  date: 'current_date',
  'timestamp with time zone': 'now()',
};

async function callEach(tx: Sql): Promise<{ function: string; outcome: string }[]> {
  const functions = await tx<
    { name: string; args: string[] }[]
  >`select p.oid::regproc::text as name, array(select format_type(t, null) from unnest(p.proargtypes) t) as args
    from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype and has_function_privilege(p.oid, 'execute')`;
  const outcomes = [];
  for (const { name, args } of functions) {
    await tx.unsafe('savepoint one');
    const call = `select ${name.includes('.') ? name : `public.${name}`}(${args.map((type) => values[type] ?? `null::${type}`).join(', ')})`;
    const outcome = await tx.unsafe(call).then(
      () => 'answered',
      (error: Error) => error.message,
    );
    await tx.unsafe('rollback to savepoint one');
    outcomes.push({ function: `${name}(${args.join(', ')})`, outcome });
  }
  return outcomes;
}
