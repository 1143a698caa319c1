/** 台面 How much of what around inspections waits for somebody. */
import type { Sql } from '../client.ts';

export interface InspectionCounts {
  bodies: number;
  held: number;
  onSite: number;
  tell: number;
  publish: number;
  emergencies: number;
  unannounced: number;
  alerts: number;
  complaints: number;
}

export async function inspectionCounts(
  sql: Sql,
  bureau: string,
  reader: string,
): Promise<InspectionCounts> {
  const [row] = await sql<InspectionCounts[]>`select
    (select count(*)::int from inspection_body where bureau_id = ${bureau}) as bodies,
    (select count(*)::int from file where bureau_id = ${bureau} and procedure = 'inspection' and closed_at is null and stage = 'on-hold') as held,
    (select count(*)::int from file where bureau_id = ${bureau} and procedure = 'inspection' and closed_at is null and stage = 'on-site') as "onSite",
    (select count(*)::int from duty where bureau_id = ${bureau} and procedure = 'inspection' and duty = 'tellResult' and state in ('due-soon', 'overdue')) as tell,
    (select count(*)::int from duty where bureau_id = ${bureau} and procedure = 'inspection' and duty = 'publishResult' and state in ('open', 'due-soon', 'overdue')) as publish,
    (select count(*)::int from file where bureau_id = ${bureau} and procedure = 'special-inspection' and closed_at is null and stage = 'emergency') as emergencies,
    (select count(*)::int from inspection_programme where bureau_id = ${bureau} and state = 'open' and announced_on is null) as unannounced,
    (select count(*)::int from frequency_alert a where bureau_id = ${bureau} and not exists (select 1 from frequency_follow_up u where u.alert_id = a.id and u.finding <> 'being-verified')) as alerts,
    (select count(*)::int from file where bureau_id = ${bureau} and procedure = 'enforcement-complaint' and closed_at is null and not involved_in(id, ${reader})) as complaints`;
  return row!;
}
