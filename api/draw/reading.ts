/** 抽查记录的查阅 Who may see who is drawn before everybody may: unannounced stays unannounced (QY-6.2). */
import { drawIsPublic, insidersOf } from '../../db/draw/store.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import type { Sql } from '../../db/client.ts';
import { drawSettingsOf } from '../../domain/draw/forms.ts';
import { refuseOffice } from '../../domain/law/authority.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';

/** The second body, the heads, and whoever has drawn; everybody once the last of those drawn is begun, or the days approved for it have passed. */
export async function mayReadDraw(
  sql: Sql,
  draw: { id: string; bureau: string; contributor: string },
  caller: Caller | undefined,
): Promise<boolean> {
  const today = databaseToday();
  if (
    caller &&
    caller.bureau === draw.bureau &&
    caller.kind === 'person' &&
    refuseOffice(caller) === undefined
  ) {
    if (caller.unit === draw.contributor) return true;
    const { heads, drawers } = await insidersOf(sql, draw.id, today);
    if (heads.includes(caller.id) || drawers.includes(caller.id)) return true;
  }
  const bureau = await findBureau(sql, draw.bureau);
  return drawIsPublic(sql, draw.id, today, drawSettingsOf(bureau!.settings).withheldDays);
}
