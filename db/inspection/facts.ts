/** 检查的事实 What an assessment needs: the plan as it is and everything the gates may look at, in one statement. */
import type { TransactionSql } from 'postgres';
import type { DrawRecord, Plan, SpecialPapers } from '../../domain/inspection/plan.ts';
import type { Body, Known, PastInspection } from '../../domain/inspection/known.ts';
import { defaultInspectionSettings } from '../../domain/inspection/settings.ts';
import { inspectionSettingsOf } from '../../domain/inspection/settings-form.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

type Asked = Sql | TransactionSql;
export type AsRead<T> = {
  [K in keyof T]: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K];
};
interface Registered extends Pick<Known, 'items' | 'officers' | 'clues' | 'lists'> {
  body: Body | null;
  institution: Known['institution'] | null;
}
interface Present extends Pick<Known, 'plans' | 'places' | 'partners' | 'pairs' | 'campaigns'> {
  history: AsRead<PastInspection>[];
  settings: Record<string, unknown> | null;
  headUnits: string[];
  reviewUnit: string | null;
  freed: number;
  special: SpecialPapers | null;
  draw: DrawRecord | null;
}
export interface PlanFacts {
  plan: Plan;
  known: Known;
  bodyRegistered: boolean;
  institutionRegistered: boolean;
  headUnits: readonly string[];
  /** QY-11: of the bureau's legal reviewer outside the body. */ reviewUnit: string | null;
  /** How often something of the institution has been freed. */ freed: number;
}

/** A body that nobody has registered has no qualification, no area and no head. */
const nobody = (unit: string): Body => ({
  unit,
  area: 'nowhere',
  level: 'county',
  superiors: [],
  qualification: null,
  delegation: null,
  heads: [],
});

/** What is not so is left out, as the rules have it. */
export const pastOf = ({
  filedAt,
  abandoned,
  recheck,
  itemCapExempt,
  ...past
}: AsRead<PastInspection>): PastInspection => ({
  ...past,
  ...(filedAt !== null && { filedAt }),
  ...(abandoned && { abandoned }),
  ...(recheck && { recheck }),
  ...(itemCapExempt && { itemCapExempt }),
});

export interface AskedPlan {
  plan: Plan;
  today: CivilDate;
}
/** The plans with their draws and special papers as they are, and everything the gates may look at: one round trip for all. */
export async function factsOfAll(sql: Asked, asked: readonly AskedPlan[]): Promise<PlanFacts[]> {
  const rows = await sql<
    { known: Registered; present: Present }[]
  >`select t.known, t.present from (select ${sql.json(asked as never)}::jsonb as p) a,
    rows from (inspection_known_of(a.p), inspection_present_of(a.p)) as t (n, known, m, present)`;
  return rows.map(({ known, present }, n) => planFacts(asked[n]!, known, present));
}
export const factsOf = async (sql: Asked, plan: Plan, today: CivilDate): Promise<PlanFacts> =>
  (await factsOfAll(sql, [{ plan, today }]))[0]!;

function planFacts(
  { plan, today }: AskedPlan,
  { body, institution, ...registered }: Registered,
  present: Present,
): PlanFacts {
  const { settings, headUnits, reviewUnit, freed, special, draw, history, ...rest } = present;
  const { draw: _cited, ...planned } = plan;
  return {
    plan: {
      ...planned,
      ...(draw && { draw }),
      ...(plan.special && { special: special ?? plan.special }),
    } as Plan,
    known: {
      ...registered,
      ...rest,
      history: history.map(pastOf),
      today,
      settings: settings ? inspectionSettingsOf(settings) : defaultInspectionSettings,
      body: body ?? nobody(plan.body),
      institution: institution ?? {
        id: plan.institution,
        area: 'nowhere',
        ownership: 'unknown',
        status: 'unknown',
        yearlyCap: null,
      },
    },
    bodyRegistered: body !== null,
    institutionRegistered: institution !== null,
    headUnits,
    reviewUnit,
    freed,
  };
}
