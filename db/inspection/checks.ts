/** Check codes: kept as a hash and sealed, read by those who go, answered for whoever stands at the door. */
import type { Plan } from '../../domain/inspection/plan.ts';
import type { InspectionKind, TeamRole } from '../../domain/inspection/terms.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

export async function keepCheckCode(
  sql: Sql,
  plan: string,
  hash: string,
  sealed: string,
): Promise<void> {
  await sql`select keep_check_code(${plan}, ${hash}, ${sealed})`;
}

/** The sealed code of an inspection, for its team and the heads; noted that they read it. */
export async function readCheckCode(
  sql: Sql,
  file: string,
  officer: string,
  today: CivilDate,
): Promise<{ plan: string; sealed: string } | undefined> {
  const [row] = await sql<
    { plan: string; sealed: string }[]
  >`select plan, sealed from read_check_code(${file}, ${officer}, ${today}::date)`;
  return row;
}

export interface Behind {
  file: string;
  plan: Plan;
  state: string;
  paused: boolean;
  kind: InspectionKind;
  from: CivilDate;
  until: CivilDate;
  startedOn: CivilDate;
  endedOn: CivilDate | null;
  abandoned: boolean;
  approvedOn: CivilDate | null;
  institution: string;
  body: string;
  inNameOf: string;
  items: { id: string; name: string; basis: string | null; article: string | null }[];
  team: { id: string; name: string; role: TeamRole; certificate: string | null }[];
}
/** What stands behind a code that is active, or was. */
export async function behindCheck(sql: Sql, hash: string): Promise<Behind | undefined> {
  const [row] = await sql<{ behind: Behind | null }[]>`select check_behind(${hash}) as behind`;
  return row?.behind ?? undefined;
}
