/** 双人复核 The leading group says who reviews the sections and whose a matter is: proposed by one person, confirmed by another (QJ-3.1). */
import { enterGroup, groupOf, knownToGroup } from '../../db/work-plan/store.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { refuseGroup, type WorkGroup } from '../../domain/work-plan/group.ts';
import { Problem } from '../http/problems.ts';
import type { Ground } from '../registries/two-persons.ts';

export interface GroupChange {
  bureau: string;
  group: WorkGroup;
  document: DocumentReference;
}

export const groupGround: Ground<GroupChange, void> = {
  what: 'work-group',
  proposes: ['registrar', 'head'],
  confirms: ['administrator', 'registrar', 'head'],
  subject: ({ bureau }) => bureau,
  async before(tx, bureau) {
    const stands = await groupOf(tx, bureau);
    if (!stands) return null;
    const { by: _by, confirmedBy: _confirmedBy, at: _at, ...row } = stands;
    return row;
  },
  async apply(tx, { bureau, group, document }, { caller, reason, confirmer }) {
    if (bureau !== caller.bureau) throw new Problem('other-bureau');
    const refusal = refuseGroup(group, await knownToGroup(tx, bureau));
    if (refusal) throw Problem.refused(refusal);
    await enterGroup(tx, {
      bureau,
      body: group,
      document,
      reason,
      by: caller.id,
      confirmer: confirmer?.id ?? null,
    });
  },
};
