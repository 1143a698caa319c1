/** The rules of their own that procedures have for their files; a procedure without any has no line here. */
import type { ProcedureId } from '../domain/procedures.ts';
import { commitmentCaseRules } from './commitment-case/rules.ts';
import { creditCycleRules } from './credit-cycle/told.ts';
import { decisionFallRules } from './decision-fall/rules.ts';
import { drawRules } from './draw/rules.ts';
import { enforcementComplaintRules } from './enforcement-complaint/rules.ts';
import type { FileRules } from './file-rules.ts';
import { inspectionRules } from './inspection/rules.ts';

const rules: Partial<Record<ProcedureId, FileRules>> = {
  'commitment-case': commitmentCaseRules,
  'result-revocation': commitmentCaseRules,
  'credit-cycle': creditCycleRules,
  'inspection-draw': drawRules,
  inspection: inspectionRules,
  'enforcement-complaint': enforcementComplaintRules,
  'rapid-response': decisionFallRules,
  'decision-fall': decisionFallRules,
};

const byId: ReadonlyMap<string, FileRules> = new Map(Object.entries(rules));
const none: FileRules = {};

export const rulesOf = (procedure: string): FileRules => byId.get(procedure) ?? none;

export const allRules = (): [procedure: string, rules: FileRules][] => [...byId];
