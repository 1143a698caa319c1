/** TJ51-7, TJ51-15 What waits to be publicised or told is read by its index, however many decisions a bureau has made. Everything is rolled back. */
import { beforeAll, expect, it } from 'vitest';
import type { Sql } from '../../db/client.ts';
import { candidates, publicityCounts } from '../../db/publicity/store.ts';
import { plansOf, type Question } from '../setup/plans.ts';

const MADE = 20_000;

/** Of each hundred decisions one waits to be publicised, one to be told, and one has fallen after it was told. */
async function fill(tx: Sql): Promise<void> {
  await tx`insert into bureau (id, name, area) values ('fd', 'x', '120000')`;
  await tx`insert into unit (id, bureau_id, name) values ('fd.jds', 'fd', 'x')`;
  await tx`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, inbox_number, outcome)
    select 'fd-' || n, 'rapid-response', 'fd', 'institution', 'i' || n, '{}', now(), 1, 'done' from generate_series(1, ${MADE}) n`;
  await tx`insert into final_decision (file_id, number, bureau_id, source, unit_id, subject_kind, subject_id, measures, adverse, listable, decided_at, served_at, state, state_at, turn, publicised, listed)
    select 'fd-' || n, 1, 'fd', 'rapid-response', 'fd.jds', 'institution', 'i' || n, '[{"measure": "terminate"}]', true, true, now(), now() - n * interval '1 hour',
      case when n % 100 = 3 then 'fallen' else 'served' end, now(), case when n % 100 = 3 then 1 else 0 end, n % 100 <> 1, n % 100 <> 2 from generate_series(1, ${MADE}) n`;
  await tx`insert into publicity (file_id, bureau_id, unit_id, decision_file, decision_number, subject_kind, subject_id)
    select file_id, 'fd', 'fd.jds', file_id, 1, 'institution', subject_id from final_decision where bureau_id = 'fd' and publicised`;
  await tx`insert into sanctioned_list (file_id, bureau_id, unit_id, kind, from_on, until_on) values ('fd-1', 'fd', 'fd.jds', 'period', '2026-01-01', '2090-01-01')`;
  await tx`insert into sanctioned_list_entry (file_id, decision_file, decision_number, mark) select 'fd-1', file_id, 1, 'new' from final_decision where bureau_id = 'fd' and listed`;
  await tx`analyze file, final_decision, publicity, sanctioned_list_entry`;
}

const hot: [name: string, index: string, question: Question][] = [
  [
    'what may be publicised',
    'final_decision_unpublicised',
    (sql) => candidates(sql, { bureau: 'fd', parties: undefined, limit: 200 }),
  ],
  ['the counts of the desk', 'final_decision_unpublicised', (sql) => publicityCounts(sql, 'fd')],
  [
    'what a list takes in',
    'final_decision_unlisted',
    `select d.file_id from final_decision d where d.bureau_id = 'fd' and d.state = 'served' and d.listable and not d.listed and d.served_at < now()`,
  ],
  [
    'what a list corrects',
    'final_decision_corrected',
    `select d.file_id from final_decision d where d.bureau_id = 'fd' and d.listed and d.turn > 0 and exists (
       select 1 from sanctioned_list_entry e where e.decision_file = d.file_id and e.decision_number = d.number having max(e.turn) % 2 <> d.turn % 2)`,
  ],
  [
    'the publicities of a subject',
    'publicity_subject',
    `select file_id from publicity where bureau_id = 'fd' and subject_id = 'i7'`,
  ],
];
let plans: string[];
beforeAll(async () => {
  plans = await plansOf(
    fill,
    hot.map(([, , question]) => question),
  );
});

it.each(hot.map(([name, index], i) => [name, index, i] as const))(
  'TJ51-7 TJ51-15 %s is read by %s',
  (_name, index, i) => {
    const plan = plans[i]!;
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/Seq Scan on (final_decision|inbox)\b/);
  },
);
