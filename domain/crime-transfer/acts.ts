/** 涉嫌犯罪移送的文书 The acts of a suspected crime under 国令310号, whichever procedure has found it. Who reports and decides asks the registries of that procedure, so it declares these two for itself. */
import { act } from '../law/acts.ts';
import type { Instant } from '../time/instant.ts';
import type { CrimeDocument } from './terms.ts';

type Paper = { documentHash: string };

export type ReportFacts = Partial<Paper> & {
  group: string[];
  reported: boolean;
  standardGiven: boolean;
  jurisdictionGiven: boolean;
};
export type DecisionFacts = Paper & {
  actingGiven: boolean;
  approved: boolean;
  fined: boolean;
  reasonGiven: boolean;
};
export const crimeTransfer = act<{
  documents: CrimeDocument[];
  receiptGiven: boolean;
  fined: boolean;
}>()('crime-transfer', '移送公安机关', 'Transfer to the police');
export const policeAnswer = act<
  Paper & {
    accepted: boolean;
    filed: boolean;
    reasonGiven: boolean;
    /** The day on which their notice was received, where periods are counted from it. */
    noticedAt?: Instant;
  }
>()('police-answer', '公安机关答复', 'Answer of the police');

/** 国令310 art. 12: what goes over with the case once the police have opened theirs; `none`: there is nothing, and why. */
export const goodsHandover = act<Partial<Paper> & { given: boolean; noneReasoned: boolean }>()(
  'goods-handover',
  '涉案物品移交',
  'Handover of the goods',
);
/** 国令310 art. 9: the police are asked to reconsider, or it is said that they are not. */
/** `arrivedAt`: the day on which it reached the police, by their receipt; without it that of the record counts. */
export const reconsideration = act<
  Paper & { asked: boolean; reasonGiven: boolean; arrivedAt?: Instant; receiptGiven?: boolean }
>()('police-reconsideration', '提请公安机关复议', 'Request to the police to reconsider');
/** 国令310 art. 10: no crime, or none that is pursued: it goes on where it came from. */
export const policeReturn = act<Paper & { reasonGiven: boolean }>()(
  'police-return',
  '公安机关退回',
  'Return by the police',
);
