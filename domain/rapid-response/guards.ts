/** 不得 What Annex 1 and parts two to four forbid, act by act. Pure; each refusal cites its clause and says what would be lawful. */
import type { Guards } from '../law/acts.ts';
import type { Acts } from './acts.ts';
import {
  closedByRegisteredOfficers,
  closureIsInOrder,
  filingIsComplete,
  namesTheFiledCase,
} from './closing.ts';
import {
  cutIsSettled,
  restoredWithFaces,
  endRestsOnTheOpinion,
  measuresFit,
  liftedWithFaces,
  suspensionIsSettled,
  verbFitsTheSubject,
  vetoHolds,
} from './deciding.ts';
import { subjectCouldBeHeard, windowEndsInTime } from './hearing.ts';
import { answerFits, groundsFit, letterIsNew, suspensionCameFirst } from './letters.ts';
import { closesWithItsCase, deniesNoCase, namedCaseStands } from './penalty-case.ts';
import type { State } from './state.ts';
import {
  clauseCoversWhatIsAlleged,
  refusalIsInTheAgreement,
  reviewIsComplete,
  startIsToldInAdvance,
  suspensionHasItsClause,
} from './suspending.ts';

export const guards: Guards<Acts, State> = {
  'suspension-decision': [
    suspensionHasItsClause,
    refusalIsInTheAgreement,
    clauseCoversWhatIsAlleged,
  ],
  'filing-decision': [filingIsComplete, deniesNoCase, namedCaseStands],
  'suspension-notice': [startIsToldInAdvance],
  'case-reply': [namesTheFiledCase],
  'case-closure': [
    closesWithItsCase,
    closureIsInOrder,
    namesTheFiledCase,
    closedByRegisteredOfficers,
  ],
  'statement-offer': [windowEndsInTime],
  'final-decision': [
    verbFitsTheSubject,
    measuresFit,
    vetoHolds,
    endRestsOnTheOpinion,
    suspensionIsSettled,
    cutIsSettled,
    subjectCouldBeHeard,
    restoredWithFaces,
  ],
  'suspension-review': [reviewIsComplete, liftedWithFaces],
  'further-letter': [letterIsNew, groundsFit, suspensionCameFirst],
  'further-answer': [answerFits, namedCaseStands],
};
