/** 跨案裁量 Acts that are decided across files: one transaction each, its answer kept with the act and never decided twice. */
import type { TransactionSql } from 'postgres';
import type { Sql } from '../db/client.ts';
import { decidedBefore, keepDecision, type Deciding } from '../db/queries/decisions.ts';
import type { Decision } from './contract.ts';
import type { Decided } from './decided.ts';
import { inspectionDecisions } from './inspection-decisions.ts';
import { decideSpecial } from './special-decisions.ts';

/** By procedure and act type. What it writes is written in the same transaction as its answer. */
export const decisions: Readonly<
  Record<string, (tx: TransactionSql, act: Deciding) => Promise<Decided>>
> = {
  ...inspectionDecisions,
  'special-inspection:government-approval': decideSpecial,
  'special-inspection:emergency-approval': decideSpecial,
};

export function decide(sql: Sql, file: string, act: string): Promise<Decision> {
  return sql.begin(async (tx) => {
    const asked = await decidedBefore(tx, file, act);
    if (asked.answer) return answerOf(asked.answer as Decided);
    const how = decisions[`${asked.procedure}:${asked.type}`];
    if (!how) throw new Error(`nobody decides ${asked.procedure}:${asked.type}`);
    const decision = await how(tx, asked);
    await keepDecision(tx, file, act, decision);
    return answerOf(decision);
  }) as Promise<Decision>;
}

const answerOf = ({ findings: _kept, ...decision }: Decided): Decision => decision;
