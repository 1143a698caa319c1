/** 关口与突破 What the gates of a plan answered, act by act and as it was assessed last, and who stood behind what was overridden: for the dossier of its file. */
import type { SourceGate } from '../../domain/dossier/sources.ts';
import { clauseOf, type Finding, type GateId } from '../../domain/inspection/findings.ts';
import type { Querying } from '../client.ts';

interface Answered {
  act: string | null;
  decidedAt: number | null;
  findings: Finding[];
}

interface Overridden {
  act: string;
  decidedAt: number | null;
  gate: GateId;
  item: string | null;
  by: string;
  reason: string;
}

export async function gatesOf(sql: Querying, file: string): Promise<SourceGate[]> {
  const answered = await sql<
    Answered[]
  >`select d.act_id as act, at_ms(d.decided_at)::float8 as "decidedAt", d.answer->'findings' as findings from decision d
    where d.file_id = ${file} and jsonb_typeof(d.answer->'findings') = 'array'
    union all select null, null, p.assessment->'findings' from inspection_plan p where p.file_id = ${file} and jsonb_typeof(p.assessment->'findings') = 'array'
    order by 2 nulls last`;
  const overridden = await sql<
    Overridden[]
  >`select o.act_id as act, at_ms(i.settled_at)::float8 as "decidedAt", o.gate, nullif(o.item_id, '') as item, o.officer_id as by, o.reason
    from inspection_override o join inspection_plan p on p.id = o.plan_id left join inbox i on i.act_id = o.act_id
    where p.file_id = ${file} order by i.number, o.gate, o.item_id`;
  return [...answered.flatMap(findingsOf), ...overridden.map(overrideOf)];
}

const findingsOf = ({ act, decidedAt, findings }: Answered): SourceGate[] =>
  findings.map(({ gate, clause, outcome, item, by, say }) => ({
    act,
    decidedAt,
    gate,
    clause,
    outcome,
    item: item ?? null,
    by: by ?? null,
    say: { zh: say.zh, en: say.en },
  }));

const overrideOf = ({ reason, gate, ...of }: Overridden): SourceGate => ({
  ...of,
  gate,
  clause: clauseOf[gate],
  outcome: 'overridden',
  say: { zh: `负责人突破，理由：${reason}`, en: `Overridden by the head, because: ${reason}` },
});
