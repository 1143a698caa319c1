/** 检查方案 The plan under its institution's lock, and what a decision writes of it: the assessment, the approval, the start, the waking. */
import type { TransactionSql } from 'postgres';
import type { Finding } from '../../domain/inspection/findings.ts';
import type { Plan } from '../../domain/inspection/plan.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

export interface PlanRow {
  id: string;
  file: string;
  state: string;
  institution: string;
  plan: Plan;
  approvedBy: string | null;
  wakesOn: CivilDate | null;
  filedBy: string;
}

/** Locks the institution until the transaction ends, then reads the plan of a file. */
export async function lockedPlan(tx: TransactionSql, file: string): Promise<PlanRow> {
  const [row] = await tx<
    PlanRow[]
  >`select id, file_id as file, state, institution_id as institution, plan, approved_by as "approvedBy", wakes_on::text as "wakesOn", filed_by as "filedBy" from locked_plan(${file})`;
  if (!row) throw new Error('no such plan');
  return row;
}

export interface Claim {
  id: string;
  usesPlace: boolean;
  from: CivilDate;
}
/** Plans filed earlier that stand before one on hold. */
export async function claimsBefore(
  tx: TransactionSql,
  plan: string,
  today: CivilDate,
): Promise<Claim[]> {
  const [row] = await tx<{ claims: Claim[] }[]>`select claims_before(${plan}, ${today}) as claims`;
  return row!.claims;
}

/** Whether the notice was handed over before the door. */
export async function noticeServed(tx: TransactionSql, file: string): Promise<boolean> {
  const [row] = await tx<
    { served: boolean }[]
  >`select exists (select 1 from inbox where file_id = ${file} and type = 'notice' and verdict->>'accepted' = 'true') as served`;
  return row!.served;
}

export interface KeptAssessment {
  stage: string;
  day: CivilDate;
  lawful: boolean;
  findings: readonly Finding[];
  earliest?: CivilDate;
  owed: readonly string[];
}
export async function keepAssessment(
  tx: TransactionSql,
  plan: string,
  assessment: KeptAssessment,
): Promise<void> {
  await tx`select keep_assessment(${plan}, ${tx.json(assessment as never)})`;
}
export async function preparePlan(sql: Sql, prepared: object): Promise<void> {
  await sql`select prepare_plan(${sql.json(prepared as never)})`;
}
export async function approvePlan(tx: TransactionSql, approved: object): Promise<void> {
  await tx`select approve_plan(${tx.json(approved as never)})`;
}
export async function startPlan(tx: TransactionSql, started: object): Promise<void> {
  await tx`select start_plan(${tx.json(started as never)})`;
}
export async function givePlaceBack(tx: TransactionSql, plan: string): Promise<void> {
  await tx`select give_place_back(${plan})`;
}
export async function wakePlan(tx: TransactionSql, woken: object): Promise<void> {
  await tx`select wake_plan(${tx.json(woken as never)})`;
}

export async function bureauOf(sql: Sql, unit: string): Promise<string | undefined> {
  const [row] = await sql<
    { bureau: string }[]
  >`select bureau_id as bureau from unit where id = ${unit}`;
  return row?.bureau;
}
