/** 文书引用 The documents that the acts of a file refer to. Not whole histories: the references stand in the payloads. */
import type { Sql } from '../client.ts';

export interface DocumentRow {
  act: string;
  number: number;
  type: string;
  field: string;
  id: string;
  sha256: string;
  where: string;
  receivedAt: number;
}

/** Of acts that were accepted, in their order; what was erased by order stands nowhere any more. */
export async function documentsOf(
  sql: Sql,
  file: string,
  after: { number: number; field: string },
  limit: number,
): Promise<DocumentRow[]> {
  return sql<DocumentRow[]>`
    with recursive node as (
      select act_id, number, type, received_at, '' as field, payload as value from inbox where file_id = ${file} and number >= ${after.number} and verdict->>'accepted' = 'true'
      union all
      select n.act_id, n.number, n.type, n.received_at, n.field || '/' || e.key, e.value from node n cross join lateral (
        select key, value from jsonb_each(case jsonb_typeof(n.value) when 'object' then n.value else '{}' end)
        union all
        select (place - 1)::text, value from jsonb_array_elements(case jsonb_typeof(n.value) when 'array' then n.value else '[]' end) with ordinality a (value, place)) e)
    select act_id as act, number, type, field, value->>'id' as id, value->>'sha256' as sha256, value->>'where' as where, at_ms(received_at)::float8 as "receivedAt"
    from node where jsonb_typeof(value) = 'object' and value ? 'sha256' and value ? 'where' and value ? 'id'
      and (number, field collate "C") > (${after.number}, ${after.field} collate "C")
    order by number, field collate "C" limit ${limit}`;
}
