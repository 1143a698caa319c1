/** 涉嫌犯罪移送的文书 Those of 国令310号 that a penalty case takes, and what it asks the registries of them (TJ51-16.1). */
import { act } from '../law/acts.ts';
import {
  crimeTransfer,
  goodsHandover,
  policeAnswer,
  policeReturn,
  reconsideration,
  type DecisionFacts,
  type ReportFacts,
} from '../crime-transfer/acts.ts';
import type { People } from './person.ts';

export const crimeReport = act<ReportFacts, People>()(
  'crime-report',
  '涉嫌犯罪移送报告',
  'Report of a suspected crime',
);
export const crimeDecision = act<DecisionFacts, People>()(
  'crime-decision',
  '涉嫌犯罪移送决定',
  'Decision on the transfer of a suspected crime',
);
export { crimeTransfer, goodsHandover, policeAnswer, policeReturn, reconsideration };

export type CrimeActs =
  | typeof crimeReport
  | typeof crimeDecision
  | typeof crimeTransfer
  | typeof policeAnswer
  | typeof goodsHandover
  | typeof reconsideration
  | typeof policeReturn;
