import type { Standing } from '../../domain/law/authority.ts';
import type { Querying, Sql } from '../client.ts';
import type * as t from '../schema/index.ts';

/** What the registry knows of a caller: who and where, and what they are registered for. */
export interface CallerRow extends Pick<
  typeof t.officer.$inferSelect,
  'id' | 'kind' | 'unit' | 'roles'
> {
  bureau: string;
  unitRoles: (typeof t.unit.$inferSelect)['roles'];
  removed: boolean;
}

/** One indexed query for the subject of a token and for the system that acts for it. */
export async function findCallers(sql: Querying, ids: readonly string[]): Promise<CallerRow[]> {
  return sql<CallerRow[]>`
    select o.id, o.kind, o.unit_id as unit, u.bureau_id as bureau, o.roles, u.roles as "unitRoles", o.removed_on is not null as removed
    from officer o join unit u on u.id = o.unit_id
    where o.id = any(${ids as string[]})`;
}

/** By which names the registries know somebody, the unit and the bureau. */
export async function whoIs(
  sql: Sql,
  officer: string,
): Promise<{ name: string; unit: string; bureau: string }> {
  const [row] = await sql<
    { name: string; unit: string; bureau: string }[]
  >`select o.name, u.name as unit, b.name as bureau from officer o join unit u on u.id = o.unit_id join bureau b on b.id = u.bureau_id where o.id = ${officer}`;
  return row!;
}

/** What the registries say of an officer now: the same that a file learns with every act (`inbox_rows`). Without a file nothing can have been begun. */
export async function findStanding(
  sql: Sql,
  officer: string,
  file?: string,
): Promise<Standing | null> {
  const [row] = await sql<
    Standing[]
  >`select o.kind, o.unit_id as unit, u.bureau_id as bureau, u.roles as "unitRoles", o.roles, o.removed_on is not null as removed,
      letter_until(o.id)::text as "commitmentUntil", letter_begun(${file ?? null}, o.id, null) as "letterBegun"
    from officer o join unit u on u.id = o.unit_id where o.id = ${officer}`;
  return row ?? null;
}

export interface RefusedAccess {
  subject: string;
  route: string;
  code: string;
  actHash?: string | undefined;
}

export async function recordRefusedAccess(sql: Sql, refused: RefusedAccess): Promise<void> {
  await sql`insert into refused_access (subject, route, code, act_hash)
    values (${refused.subject}, ${refused.route}, ${refused.code}, ${refused.actHash ?? null})`;
}
