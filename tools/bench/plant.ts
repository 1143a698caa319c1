/** 许多案卷 Open files by the thousand, copied from one that went its real way: rows of the database alone, no workflow runs behind them. */
import type { Sql } from '../../db/client.ts';
import { procedures } from '../../domain/procedures.ts';

export interface Planted {
  open: number;
  closed: number;
}

/** Who owes: so the board of one unit holds a third of all. */
const units = ['tj.zfc', 'tj.jds', 'tj.sbzx'];

/**
 * Files over the procedures that have files, most of them of the template's own; each with the acts, entries and duties of the template. A quarter of the duties
 * is overdue, some are due soon, every third is a management period; for each that is overdue by law a breach.
 */
export async function plant(
  superuser: Sql,
  template: string,
  { open, closed }: Planted,
): Promise<void> {
  const others = procedures.filter(({ id }) => id !== 'rapid-response').map(({ id }) => id);
  const total = open + closed;
  await superuser.begin(async (tx) => {
    // Rows as the system would have left them: its triggers have no part in it.
    await tx`set local session_replication_role = replica`;
    const numbers = tx`generate_series(1, ${total}::int) n`;
    const id = tx`'RR-A.tj.2026-9' || lpad(n::text, 6, '0')`;
    const opened = tx`now() - (n % 700) * interval '1 hour'`;
    await tx`insert into file select r.* from file f, ${numbers}, lateral jsonb_populate_record(f, jsonb_build_object(
        'id', ${id}, 'procedure', case when n % 10 < 5 then f.procedure else (${others}::text[])[1 + n % ${others.length}::int] end, 'place', null,
        'subject_id', 'i-bench-' || n, 'opened_at', ${opened}, 'changed_at', ${opened},
        'attention', (array['on-track', 'on-track', 'due-soon', 'overdue', 'management-overdue', 'on-track', 'technical'])[1 + n % 7 - (n % 7) / 6 * (n % 50)::bool::int],
        'blocking_unit', (${units}::text[])[1 + n % 3], 'next_due', now() + (n % 300 - 60) * interval '3 hours',
        'closed_at', case when n > ${open} then now() end, 'exported_at', case when n > ${open} then now() end, 'outcome', case when n > ${open} then 'no-case' end)) r where f.id = ${template}`;
    await tx`insert into duty select r.* from duty d, ${numbers}, lateral jsonb_populate_record(d, jsonb_build_object(
        'file_id', ${id}, 'procedure', (select procedure from file where id = ${id}), 'owed_by', (${units}::text[])[1 + n % 3],
        'force', case when n % 3 = 0 then 'management' else 'text' end, 'from_at', ${opened}, 'due_at', now() + (n % 300 - 60) * interval '3 hours', 'done_at', null,
        'state', case when n > ${open} then 'done' when n % 4 = 0 then 'overdue' when n % 9 = 0 then 'due-soon' else 'open' end,
        'unanswered', (n % 40 = 0)::int, 'chases', (n % 40 = 0)::int)) r where d.file_id = ${template}`;
    await tx`insert into breach (file_id, key, duty, procedure, bureau_id, clause, owed_by, owed_to, due_at, recorded_at, state)
      select file_id, key, duty, procedure, bureau_id, clause, owed_by, owed_to, due_at, due_at, 'standing' from duty where state = 'overdue' and force <> 'management' and file_id <> ${template}`;
    await tx`insert into inbox select r.* from inbox i, ${numbers}, lateral jsonb_populate_record(i, jsonb_build_object(
        'act_id', i.act_id || '-' || n, 'file_id', ${id}, 'key', i.key || '-' || n, 'received_at', ${opened}, 'arrived_at', ${opened}, 'stored_at', ${opened})) r where i.file_id = ${template}`;
    await tx`insert into register select r.* from register e, ${numbers}, lateral jsonb_populate_record(e, jsonb_build_object(
        'file_id', ${id}, 'act_id', e.act_id || '-' || n, 'recorded_at', ${opened})) r where e.file_id = ${template}`;
  });
  await superuser`analyze`;
}
