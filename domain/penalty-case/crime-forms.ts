/** 涉嫌犯罪移送的表单 The forms of 国令310号 in a penalty case: of the test report too it may be said why there is none. */
import { z } from 'zod';
import {
  afterPoliceForms,
  datedAnswerShape,
  datedAnswerFacts,
  decisionFacts,
  decisionShape,
  moveFacts,
  moveShape,
  reportFacts,
  reportFields,
} from '../crime-transfer/forms.ts';
import { at } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import {
  crimeDecision,
  crimeReport,
  crimeTransfer,
  policeAnswer,
  type CrimeActs,
} from './crime-acts.ts';

export const crimeForms = {
  'crime-report': formFor(crimeReport, z.strictObject(reportFields), (p) => ({
    occurredAt: at(p.reportedAt),
    facts: reportFacts(p),
  })),
  'crime-decision': formFor(crimeDecision, decisionShape, decisionFacts),
  'crime-transfer': formFor(crimeTransfer, moveShape, moveFacts(['test-report', 'other'])),
  'police-answer': formFor(policeAnswer, datedAnswerShape, datedAnswerFacts),
  ...afterPoliceForms,
} satisfies Forms<CrimeActs>;
