/** A database's tables and columns, as db/schema describes them and as PostgreSQL's catalogue has them, in one form to be compared. */
import { is, SQL } from 'drizzle-orm';
import {
  getTableConfig,
  getViewConfig,
  PgArray,
  type PgColumn,
  PgDialect,
  PgTable,
  PgView,
} from 'drizzle-orm/pg-core';
import type { Sql } from '../../db/client.ts';

interface Column {
  type: string;
  required: boolean;
  /** Written as PostgreSQL writes it; `identity` and `generated` where the value is never given. */
  default: string | null;
  /** The only values that the column, or an element of it, may have. */
  values: readonly string[] | null;
}
interface Relation {
  kind: 'table' | 'view';
  columns: Record<string, Column>;
  key: readonly string[];
}
export type Relations = Record<string, Relation>;

/** By name, what a module of tables and views describes. */
export function described(schema: object): Relations {
  return Object.fromEntries(
    Object.values(schema).flatMap((one): [string, Relation][] => {
      if (is(one, PgTable)) {
        const { name, columns, primaryKeys } = getTableConfig(one);
        const whole = primaryKeys.flatMap((key) => key.columns);
        const key = whole.length > 0 ? whole : columns.filter(({ primary }) => primary);
        return [[name, { kind: 'table', columns: each(columns), key: key.map((c) => c.name) }]];
      }
      if (is(one, PgView)) {
        const { name, selectedFields } = getViewConfig(one);
        const columns = Object.values(selectedFields) as PgColumn[];
        return [[name, { kind: 'view', columns: each(columns), key: [] }]];
      }
      return [];
    }),
  );
}

const each = (columns: readonly PgColumn[]): Record<string, Column> =>
  Object.fromEntries(
    columns.map((column) => [
      column.name,
      {
        type: column.getSQLType().replaceAll(', ', ','),
        required: column.notNull,
        default: defaultOf(column),
        values: sorted((is(column, PgArray) ? column.baseColumn : column).enumValues),
      },
    ]),
  );

const sorted = (values: readonly string[] | null | undefined): readonly string[] | null =>
  values && values.length > 0 ? values.toSorted() : null;

const dialect = new PgDialect();

function defaultOf(column: PgColumn): string | null {
  if (column.generatedIdentity) return 'identity';
  if (column.generated) return 'generated';
  const value: unknown = column.default;
  if (value === undefined) return null;
  if (is(value, SQL)) return dialect.sqlToQuery(value).sql;
  if (typeof value === 'string') return `'${value}'::text`;
  if (is(column, PgArray)) return `'{${String(value)}}'::${column.getSQLType()}`;
  if (typeof value === 'object') return `'${JSON.stringify(value)}'::${column.getSQLType()}`;
  return String(value);
}

/** What the schema `public` of a database has. The bookkeeping of the migrations stands in one of its own. */
export async function inDatabase(sql: Pick<Sql, 'unsafe'>): Promise<Relations> {
  const rows = await sql.unsafe<
    {
      relation: string;
      kind: Relation['kind'];
      column: string;
      type: string;
      required: boolean;
      default: string | null;
      place: number | null;
      checks: string[];
    }[]
  >(`select c.relname as relation, case when c.relkind in ('v', 'm') then 'view' else 'table' end as kind,
      a.attname as column, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
      case when a.attidentity <> '' then 'identity' when a.attgenerated <> '' then 'generated' else pg_get_expr(d.adbin, d.adrelid) end as default,
      (select array_position(i.indkey::int[], a.attnum::int) from pg_index i where i.indrelid = c.oid and i.indisprimary) as place,
      array(select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]) as checks
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'f', 'v', 'm') order by c.relname, a.attnum`);
  const found: Relations = {};
  const places = new Map<string, [place: number, column: string][]>();
  for (const { relation, kind, column, place, checks, ...rest } of rows) {
    found[relation] ??= { kind, columns: {}, key: [] };
    found[relation].columns[column] = { ...rest, values: sorted(valuesIn(column, checks)) };
    if (place !== null) places.set(relation, [...(places.get(relation) ?? []), [place, column]]);
  }
  for (const [relation, key] of places)
    found[relation]!.key = key.sort(([a], [b]) => a - b).map(([, column]) => column);
  return found;
}

/** The list that a constraint of the column holds its values to. */
function valuesIn(column: string, checks: readonly string[]): string[] | null {
  const list = new RegExp(`\\(${column} (?:= ANY \\(|<@ )ARRAY\\[([^\\]]*)\\]`);
  const found = checks.map((check) => list.exec(check)?.[1]).find((one) => one !== undefined);
  return found === undefined ? null : [...found.matchAll(/'([^']*)'/g)].map(([, value]) => value!);
}

/** Every difference, as a sentence; both ways. */
export function differences(schema: Relations, database: Relations): string[] {
  return [...new Set([...Object.keys(schema), ...Object.keys(database)])].sort().flatMap((name) => {
    const [here, there] = [schema[name], database[name]];
    if (!here) return [`${name} is in the database and not in db/schema`];
    if (!there) return [`${name} is in db/schema and not in the database`];
    if (here.kind !== there.kind) return [`${name} is a ${there.kind}, not a ${here.kind}`];
    const key =
      here.key.join() === there.key.join()
        ? []
        : [`${name}: its key is (${there.key.join()}), not (${here.key.join()})`];
    return [...key, ...differencesOfColumns(name, here, there)];
  });
}

function differencesOfColumns(name: string, here: Relation, there: Relation): string[] {
  return [...new Set([...Object.keys(here.columns), ...Object.keys(there.columns)])].flatMap(
    (column) => {
      const [mine, real] = [here.columns[column], there.columns[column]];
      if (!mine) return [`${name}.${column} is in the database and not in db/schema`];
      if (!real) return [`${name}.${column} is in db/schema and not in the database`];
      // A view's columns may all be null, for all the catalogue knows, and none has a default.
      const said: (keyof Column)[] =
        here.kind === 'view' ? ['type'] : ['type', 'required', 'default', 'values'];
      return said
        .filter((what) => String(mine[what]) !== String(real[what]))
        .map((what) => `${name}.${column}: ${what} is ${real[what]}, not ${mine[what]}`);
    },
  );
}
