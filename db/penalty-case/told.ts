/** 案件告知来源案卷 What a case tells the files that it comes from, as the registers have it. */
import type { Sql } from '../client.ts';
import type { EndedCase, LinkedCase } from '../../domain/penalty-case/told.ts';

export async function linkedCase(sql: Sql, file: string): Promise<LinkedCase> {
  const [row] = await sql<LinkedCase[]>`
    select file_id as file, unit_id as unit, case_no as "caseNo", matter, matter_ref as "matterRef", at_ms(filed_at)::float8 as "filedAt" from penalty_case where file_id = ${file}`;
  return row!;
}

/**
 * 办结 is the accepted closure, not the row: what is claimed to have been in time (X-13) may keep the file open after it. Undefined before that. Who reviewed, investigated and took part is read from the acts that were accepted last; who was recused has not investigated.
 */
export async function endedCase(sql: Sql, file: string): Promise<EndedCase | undefined> {
  const last = (type: string, where = sql`true`) => sql`
    (select i from inbox i where i.file_id = ${file} and i.type = ${type} and i.verdict->>'accepted' = 'true' and ${where} order by i.number desc limit 1)`;
  const names = (list: ReturnType<typeof last>) => sql`
    (select coalesce(array_agg(distinct x order by x), '{}') from jsonb_array_elements_text(coalesce(${list}, '[]')) x)`;
  const [row] = await sql<EndedCase[]>`
    select p.file_id as file, p.unit_id as unit, p.case_no as "caseNo", p.matter, p.matter_ref as "matterRef", at_ms(p.filed_at)::float8 as "filedAt",
      coalesce(f.outcome, (select case when d.state = 'fallen' then 'annulled' else d.outcome end from penalty_decision d where d.file_id = p.file_id order by d.number desc limit 1)) as outcome,
      ((${last('penalty-closure')}).message->>'occurredAt')::float8 as "closedAt",
      (select d.state from penalty_decision d where d.file_id = p.file_id order by d.number desc limit 1) as decision,
      (${last('legal-review', sql`i.payload->>'outcome' = 'passed'`)}).officer_id as reviewer,
      array(select unnest(${names(sql`(${last('investigator-assignment')}).payload->'investigators'`)})
        except select r.payload->>'officer' from inbox r where r.file_id = ${file} and r.type = 'recusal' and r.verdict->>'accepted' = 'true' and (r.payload->>'approved')::boolean) as investigators,
      array(select distinct x from inbox i, jsonb_array_elements_text(i.payload->'investigators') x where i.file_id = ${file} and i.type = 'investigator-assignment' and i.verdict->>'accepted' = 'true' order by x) as investigated,
      ${names(sql`(${last('collective-discussion')}).payload->'participants'`)} as participants
    from penalty_case p join file f on f.id = p.file_id where p.file_id = ${file} and exists ${last('penalty-closure')}`;
  return row;
}
