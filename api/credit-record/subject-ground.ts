/** 双人复核 A subject is corrected, or has ended: proposed by one person, confirmed by another, and what stood is kept (QHD-1.3). */
import { changeSubject, findSubject } from '../../db/credit-record/subjects.ts';
import { SUBJECTS } from '../../domain/credit-record/recording.ts';
import { refuseRegistered, refuseSubject } from '../../domain/credit-record/subjects.ts';
import type { SubjectKind } from '../../domain/credit-record/terms.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { databaseToday } from '../http/clock.ts';
import { Problem } from '../http/problems.ts';
import type { Ground } from '../registries/two-persons.ts';
import { notRegistered } from './tag.ts';

export interface SubjectChange {
  bureau: string;
  kind: SubjectKind;
  id: string;
  name: string;
  creditCode: string;
  endedOn: CivilDate | null;
  document: DocumentReference;
}

export const creditSubjectGround: Ground<SubjectChange, void> = {
  what: 'credit-subject',
  proposes: ['registrar', 'handler', 'head'],
  confirms: ['administrator', 'registrar', 'head'],
  subject: ({ bureau, kind, id }) => `${bureau}/${kind}/${id}`,
  async before(tx, _bureau, key) {
    const stands = await findSubject(tx, key);
    if (!stands) return null;
    const { name, creditCode, endedOn } = stands;
    return { name, creditCode, endedOn };
  },
  async apply(tx, change, { caller, reason, confirmer }) {
    const { bureau, kind, id, name, creditCode, endedOn } = change;
    if (bureau !== caller.bureau) throw new Problem('other-bureau');
    if (kind === 'institution') throw Problem.refused(refuseRegistered());
    if (!(await findSubject(tx, change))) throw notRegistered();
    const refusal = refuseSubject({ kind, id, name, creditCode }, false);
    if (refusal) throw Problem.refused(refusal);
    if (endedOn !== null && endedOn > databaseToday())
      throw new Problem('in-the-future', { clause: SUBJECTS });
    const by = { by: caller.id, confirmer: confirmer?.id ?? null };
    if (!(await changeSubject(tx, { ...change, ...by, reason })))
      throw new Problem('subject-differs', { clause: SUBJECTS });
  },
};
