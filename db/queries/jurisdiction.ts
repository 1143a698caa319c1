/** 采用 What bound a bureau at an instant: the area it lies in, and what it had decided to adopt. */
import type { Querying } from '../client.ts';
import type * as t from '../schema/index.ts';

export type Jurisdiction = Pick<typeof t.bureau.$inferSelect, 'area' | 'adoptions'>;

/** By the last change of the bureau until then, else as it was before the first one after it, else as it is registered. */
export async function jurisdictionAt(
  sql: Querying,
  bureau: string,
  at: number,
): Promise<Jurisdiction> {
  const [row] = await sql<Jurisdiction[]>`
    select said->>'area' as area, coalesce(said->'adoptions', '[]') as adoptions from (select coalesce(
      (select c.after from registry_change c where c.registry = 'bureau' and c.entity_id = b.id and c.changed_at <= ms_at(${at}::bigint) and c.after ? 'area' order by c.id desc limit 1),
      (select c.before from registry_change c where c.registry = 'bureau' and c.entity_id = b.id and c.changed_at > ms_at(${at}::bigint) and c.before ? 'area' order by c.id limit 1),
      jsonb_build_object('area', b.area, 'adoptions', b.adoptions)) as said from bureau b where b.id = ${bureau}) x`;
  return row!;
}
