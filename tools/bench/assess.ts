/** 试评估 A full assessment of every gate, with the history of years in the database: the statement and the rules by themselves, and over HTTP. */
import { randomInt, randomUUID } from 'node:crypto';
import { connect } from '../../db/client.ts';
import { factsOfAll, type AskedPlan, type PlanFacts } from '../../db/inspection/facts.ts';
import { batched } from '../../api/http/batch.ts';
import { assess } from '../../domain/inspection/assess.ts';
import { planOf as filedPlan } from '../../domain/inspection/filing.ts';
import { planShape } from '../../domain/inspection/plan-shape.ts';
import { instant } from '../../domain/time/instant.ts';
import { mintOfficerToken } from '../token.ts';
import type { Harness } from './harness.ts';
import {
  county,
  draws,
  inspectedInstitutions,
  pastInspections,
  planOf,
  today,
} from './inspection-fixtures.ts';
import { cpu, minus, pool, total, type Figures } from './meter.ts';

export interface Timed {
  ms: number[];
  seconds: number;
  cpu?: Figures;
}
export interface AssessRun {
  past: number;
  institutions: number;
  width: number;
  calls: number;
  alone: Timed;
  rules: Timed;
  http: Timed;
}

const PER_INSTITUTION = 20;

async function timed(calls: number, width: number, one: () => Promise<void>): Promise<Timed> {
  const ms: number[] = [];
  const began = performance.now();
  await pool(calls, width, async () => {
    const at = performance.now();
    await one();
    ms.push(performance.now() - at);
  });
  return { ms, seconds: (performance.now() - began) / 1000 };
}

/** Warmed up, then measured. */
async function warmAndTimed(
  calls: number,
  width: number,
  one: () => Promise<void>,
): Promise<Timed> {
  await timed(Math.max(500, Math.round(calls / 10)), width, one);
  return timed(calls, width, one);
}

export async function assessRun(
  harness: Harness,
  past: number,
  calls: number,
  width: number,
  say: (text: string) => void,
): Promise<AssessRun> {
  const tag = randomUUID().slice(0, 8);
  const institutions = Math.max(1, Math.round(past / PER_INSTITUTION));
  say(`${past} past inspections of ${institutions} institutions`);
  const ids = await inspectedInstitutions(harness.owner, tag, institutions);
  const count = await pastInspections(harness.owner, tag, institutions, PER_INSTITUTION);
  const drawn = await draws(harness.owner, tag, ids);
  await harness.owner`vacuum analyze`;
  const any = (): [string, string] => {
    const n = randomInt(institutions);
    return [ids[n]!, drawn[n]!];
  };
  say('the statement and the rules');
  const sql = connect(harness.stack.databaseUrl, { max: width, name: 'bench-assess' });
  const facts = batched((asked: readonly AskedPlan[]) => factsOfAll(sql, asked));
  const [alone, rules] = [
    await warmAndTimed(Math.round(calls / 4), 1, () => rulesOf(facts, ...any())),
    await warmAndTimed(calls, width, () => rulesOf(facts, ...any())),
  ];
  await sql.end({ timeout: 5 });
  say('POST /v1/inspections/assess');
  const token = await mintOfficerToken(harness.stack, county.handler, 8);
  const http = (): Promise<void> => overHttp(harness, token, ...any());
  await timed(500, width, http);
  const before = cpu(harness.everything);
  const measured = await timed(calls, width, http);
  return {
    past: count,
    institutions,
    width,
    calls,
    alone,
    rules,
    http: { ...measured, cpu: minus(cpu(harness.everything), before) },
  };
}

async function rulesOf(
  factsOf: (asked: AskedPlan) => Promise<PlanFacts>,
  institution: string,
  draw: string,
): Promise<void> {
  const plan = filedPlan(planShape.parse(planOf(institution, draw)), {
    id: 'pl-bench',
    body: county.unit,
    filedAt: instant(Date.now()),
  });
  const facts = await factsOf({ plan, today: today() });
  const { lawful, findings } = assess({ plan: facts.plan, known: facts.known, stage: 'plan' });
  if (!lawful)
    throw new Error(JSON.stringify(findings.filter(({ outcome }) => outcome === 'refused')));
}

async function overHttp(
  harness: Harness,
  token: string,
  institution: string,
  draw: string,
): Promise<void> {
  const reply = await fetch(`${harness.api}/v1/inspections/assess`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(planOf(institution, draw)),
  });
  const body = (await reply.json()) as { lawful?: boolean };
  if (body.lawful !== true) throw new Error(`assess: ${reply.status} ${JSON.stringify(body)}`);
}

export const perCall = ({ cpu: used }: Timed, calls: number): number =>
  used ? (total(used) / calls) * 1000 : NaN;
