/** 检查事务的权限 Who may do what around inspections, beyond the roles: supervisors, heads as long as their post lasts; and whether the notice of Qingyang applies at all. */
import type { Sql } from '../../db/client.ts';
import { headsBody } from '../../db/inspection-registries/offices.ts';
import { findBureau, type BureauRow } from '../../db/queries/subjects.ts';
import { readsClues } from '../../domain/law/authority.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import type { Role } from '../../domain/registry/roles.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { holds, requireOffice, type Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import { Problem } from '../http/problems.ts';
import { requireReader } from '../intake/authority.ts';

/** X-11 The notice of Qingyang binds this bureau on that day, or the bureau has adopted it: else nothing of inspections is answered, filed or registered. */
export async function requireNotice(sql: Sql, bureau: string, day: CivilDate): Promise<BureauRow> {
  const known = (await findBureau(sql, bureau))!;
  const applies = bindingInstruments(known, 'QY', day);
  if (isRefusal(applies)) throw Problem.refused(applies);
  return known;
}

/** 行政执法监督机构: a person in office there, or a regulator. */
export function requireSupervision(caller: Caller, clause: string): void {
  requireOffice(caller);
  const supervises =
    holds(caller, 'regulator') ||
    (caller.unitRoles.includes('enforcement-supervision') &&
      holds(caller, 'handler', 'head', 'legal-reviewer'));
  if (!supervises) {
    throw new Problem('not-authorised', {
      clause,
      say: { zh: '由行政执法监督机构办理。', en: 'This is for the supervision of enforcement.' },
      lawful: {
        zh: '由执法监督机构的在册人员或者监管人员办理。',
        en: 'Let an officer of the supervision of enforcement, or a regulator, do it.',
      },
    });
  }
}

/** QY-4.2, 10.1 Whether the caller is told what clues and recusals say: the heads of bodies as long as their post lasts. */
export async function mayReadClues(sql: Sql, caller: Caller): Promise<boolean> {
  return readsClues(caller, await headsBody(sql, caller.id, caller.bureau, databaseToday()));
}

/** The same, where nothing is shown to anybody else. */
export async function requireCluesReader(sql: Sql, caller: Caller): Promise<void> {
  requireReader(caller);
  if (!(await mayReadClues(sql, caller))) throw outOfPost();
}

/** QY-10.1 A route that heads may ask beside these roles: the role alone has no dates, the post has. */
export async function requireInPost(
  sql: Sql,
  caller: Caller,
  ...others: readonly Role[]
): Promise<void> {
  requireReader(caller);
  if (holds(caller, ...others)) return;
  if (!(await headsBody(sql, caller.id, caller.bureau, databaseToday()))) throw outOfPost();
}

const outOfPost = (): Problem =>
  new Problem('not-authorised', {
    clause: 'QY-10.1',
    say: { zh: '负责人任期之外不得查阅、登记。', en: 'A head does this while the post lasts.' },
    lawful: {
      zh: '由在任负责人、登记员或者监管人员办理。',
      en: 'Let a head in post, a registrar or a regulator do it.',
    },
  });
