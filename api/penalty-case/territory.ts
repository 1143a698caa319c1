/** 辖区、依据 Whether the body may take the subject up, and rest on what it cites (TJ51-8.1, 11). */
import type { Sql } from '../../db/client.ts';
import { territoryOf } from '../../db/district-cooperation/store.ts';
import { refuseOutside } from '../../domain/district-cooperation/territory.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import type { FilingPayload } from '../../domain/penalty-case/forms.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { refuseCitedFindings } from '../audit-finding/citing.ts';
import type { OpeningContext } from '../intake/opening-context.ts';

/** （八）（十一）Within the area of the body or by assignment; what is cited names the subject. */
export async function outside(
  sql: Sql,
  { bureau, caller, receivedAt }: OpeningContext,
  { subject, assignment, findings }: Pick<FilingPayload, 'subject' | 'assignment' | 'findings'>,
): Promise<Refusal | undefined> {
  const territory = await territoryOf(sql, {
    unit: caller.unit,
    bureau: bureau.id,
    subject,
    on: civilDateOf(receivedAt),
    assignedBy: assignment?.by,
  });
  return refuseOutside(territory) ?? refuseCitedFindings(sql, bureau.id, subject, findings);
}
