/** 文书所告知的 What several acts of conduct say of themselves, and what the registries say of whoever they name. Ids, codes and dates only. */
import type { CivilDate } from '../../time/instant.ts';
import type { OutcomeKind } from '../outcomes.ts';
import type { DrawRecord, Member } from '../plan.ts';
import type { Head, OfficerOnFile } from '../known.ts';
import type { InspectionKind } from '../terms.ts';

/** What the registries say, on the day the act states, of the team and of those whom the act names; the heads are those of the body in whose name it is done. */
export type People = {
  team: Member[];
  kind: InspectionKind;
  officers: OfficerOnFile[];
  heads: Head[];
  draw?: DrawRecord | null;
  until: CivilDate;
};
/** Who is there, and what each of them showed (QY-10.4, 10.5). */
export type Presence = {
  officer: string;
  shown: 'certificate' | 'other' | 'none';
};
/** 问题 One thing found, and what becomes of it. Its words stay in the payload; `reasonGiven`: why soft means were left aside (QY-13.1). */
export type ToldFinding = {
  id: string;
  outcome: OutcomeKind;
  first: boolean;
  minor: boolean;
  harmless: boolean;
  reasonGiven: boolean;
  leniency?: string;
  amountFen?: number;
};
