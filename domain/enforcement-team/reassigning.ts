/** 十九 改派 To whom open work of an officer may go: a registered officer of the same unit who may take it on today. Pure. */
import { refuseStanding, type Standing } from '../law/authority.ts';
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import type { CivilDate } from '../time/instant.ts';

const clause = 'TJ51-19.1';

export interface Reassigning {
  from: { id: string; unit: string };
  to: { id: string; standing: Standing | null };
  on: CivilDate;
}

export function refuseReassigning({ from, to, on }: Reassigning): Refusal | undefined {
  const { standing } = to;
  if (!standing || standing.kind !== 'person' || standing.unit !== from.unit || to.id === from.id)
    return refuse(
      'reassigned-outside',
      clause,
      '在办案卷只能改派给同一单位的另一名在册人员。',
      'Open work goes to another registered officer of the same unit.',
      '改派给同一单位的其他在册人员。',
      'Name another registered officer of that unit.',
    );
  // Whatever letter the newcomer once had: what is assigned anew asks for one that counts today.
  return refuseStanding({ ...standing, letterBegun: false }, from.unit, on);
}
