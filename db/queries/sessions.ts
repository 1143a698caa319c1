/** 台面会话 Sessions of the pages. Only the hash of an id comes here. */
import type { Sql } from '../client.ts';

/** How long a session lasts at most, and without being used: texts of an interval, such as `8 hours`. */
export interface SessionLimits {
  longest: string;
  idle: string;
}

/** Answers whether it has begun: not for a system, nor for whoever is not registered or was removed. */
export async function beginSession(
  sql: Sql,
  hash: string,
  officer: string,
  { longest, idle }: SessionLimits,
): Promise<boolean> {
  const [row] = await sql<
    { begun: boolean }[]
  >`select begin_desk_session(${hash}, ${officer}, ${longest}::interval, ${idle}::interval) as begun`;
  return row!.begun;
}

/** The officer whose session it is, and what the registry calls them; null when there is none any more. */
export async function useSession(
  sql: Sql,
  hash: string,
  { idle }: SessionLimits,
): Promise<{ officer: string; name: string } | null> {
  const [row] = await sql<
    { officer: string; name: string }[]
  >`with used as materialized (select use_desk_session(${hash}, ${idle}::interval) as officer)
    select o.id as officer, o.name from used join officer o on o.id = used.officer`;
  return row ?? null;
}

export async function endSession(sql: Sql, hash: string): Promise<void> {
  await sql`select end_desk_session(${hash})`;
}

export interface Person {
  id: string;
  name: string;
  unit: string;
  bureau: string;
  roles: string[];
}

/** 示例人员 Whom the sign-in page of the embedded mode offers. */
export async function peopleToSignIn(sql: Sql): Promise<Person[]> {
  return sql`select o.id, o.name, u.name as unit, b.name as bureau, o.roles
    from officer o join unit u on u.id = o.unit_id join bureau b on b.id = u.bureau_id
    where o.kind = 'person' and o.removed_on is null order by b.id, u.id, o.id limit 200`;
}
