/** 引用 Whether a letter or a case about a subject may rest on these findings (TJ51-11). */
import { findingsCited } from '../../db/audit-finding/store.ts';
import type { Sql } from '../../db/client.ts';
import { refuseCiting } from '../../domain/audit-finding/citing.ts';
import type { CitedFinding } from '../../domain/audit-finding/finding.ts';
import type { Refusal } from '../../domain/law/refusal.ts';

export async function refuseCitedFindings(
  sql: Sql,
  bureau: string,
  subject: { kind: string; id: string },
  cited: readonly CitedFinding[] | undefined,
): Promise<Refusal | undefined> {
  return cited && refuseCiting(subject, await findingsCited(sql, bureau, cited));
}
