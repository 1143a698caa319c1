/** 依令删除 Erasing words, and what was erased. */
import type { Querying } from '../client.ts';

/** False where there is nothing of this bureau to erase, or it was done before. */
export async function eraseContent(sql: Querying, erasure: object): Promise<boolean> {
  const [row] = await sql<
    { erased: boolean }[]
  >`select erase_content(${sql.json(erasure as never)}) as erased`;
  return row!.erased;
}

/** Whether one of them is the id of an officer, a unit or a file: what says who may do something is no mere word. */
export async function isIdOfSomebody(sql: Querying, ids: readonly string[]): Promise<boolean> {
  const [row] = await sql<{ named: boolean }[]>`
    select exists (select 1 from officer where id = any(${[...ids]})) or exists (select 1 from unit where id = any(${[...ids]}))
      or exists (select 1 from file where id = any(${[...ids]})) as named`;
  return row!.named;
}

export interface Erasure {
  kind: 'act' | 'change' | 'paper';
  ref: string;
  file: string | null;
  fields: string[];
  documentNo: string;
  at: number;
  /** Whether it stands in the file's register, or among the changes, as it was done. */
  entered: boolean;
}

/** What was erased by order, the newest first. */
export async function erasures(sql: Querying, bureau: string, limit: number): Promise<Erasure[]> {
  return sql<Erasure[]>`
    select e.kind, e.ref, coalesce(i.file_id, p.file_id) as file, e.fields, e.document_no as "documentNo", at_ms(e.at)::float8 as at,
      case e.kind
        when 'act' then exists (
          select 1 from register r where r.file_id = i.file_id and r.key = 'content-erased:' || e.ref and r.body->'fields' = to_jsonb(e.fields))
        when 'paper' then exists (
          select 1 from register r where r.file_id = p.file_id and r.key = 'content-erased:' || e.ref)
          or exists (select 1 from registry_change c where c.registry = 'erasure' and c.entity_id = e.ref and c.after->'fields' = to_jsonb(e.fields))
        else exists (
          select 1 from registry_change c where c.registry = 'erasure' and c.entity_id = e.ref and c.after->'fields' = to_jsonb(e.fields)) end as entered
    from erasure e left join inbox i on e.kind = 'act' and i.act_id = e.ref left join paper p on e.kind = 'paper' and p.id = e.ref
    where e.bureau_id = ${bureau} order by e.at desc, e.kind, e.ref limit ${limit}`;
}
