/** 程序 The one list of the procedures, in the order in which they are documented. The core looks here, and nowhere else, for what a procedure is. */
import { circuitBreaker } from './circuit-breaker/procedure.ts';
import { commitmentCase } from './commitment-case/procedure.ts';
import { consultation } from './consultation/procedure.ts';
import { coordinationIssue } from './coordination-issue/procedure.ts';
import { creditBlacklist } from './credit-blacklist/procedure.ts';
import { creditCycle } from './credit-cycle/procedure.ts';
import { creditList } from './credit-list/procedure.ts';
import { creditObjection } from './credit-objection/procedure.ts';
import { creditRecord } from './credit-record/declared.ts';
import { creditReport } from './credit-report/procedure.ts';
import { decisionFall } from './decision-fall/procedure.ts';
import { districtCooperation } from './district-cooperation/procedure.ts';
import { draw } from './draw/procedure.ts';
import { enforcementComplaint } from './enforcement-complaint/procedure.ts';
import { homeVisit } from './home-visit/procedure.ts';
import { implementingRule } from './implementing-rule/procedure.ts';
import { inspectionProgramme } from './inspection-programme/procedure.ts';
import { inspectionWindow } from './inspection-window/procedure.ts';
import { inspection } from './inspection/procedure.ts';
import { insuredCredit } from './insured-credit/declared.ts';
import { jointPunishment } from './joint-punishment/declared.ts';
import { jointMeeting } from './joint-meeting/procedure.ts';
import type { Declared, Procedure } from './law/procedure.ts';
import { lobbying } from './lobbying/declared.ts';
import { licenceRevocation } from './licence-revocation/procedure.ts';
import { patrol } from './patrol/procedure.ts';
import { penaltyCase } from './penalty-case/procedure.ts';
import { publicity } from './publicity/procedure.ts';
import { rapidResponse } from './rapid-response/procedure.ts';
import { revisit } from './revisit/procedure.ts';
import { resultRevocation } from './result-revocation/procedure.ts';
import { sanctionedList } from './sanctioned-list/procedure.ts';
import { serviceCatalogue } from './service-catalogue/procedure.ts';
import { serviceComplaint } from './service-complaint/procedure.ts';
import { serviceEvaluation } from './service-evaluation/procedure.ts';
import { specialInspection } from './special-inspection/procedure.ts';
import { typicalCases } from './typical-cases/procedure.ts';
import { workPlan } from './work-plan/procedure.ts';
import { workReview } from './work-review/procedure.ts';
import { workTask } from './work-task/procedure.ts';

const list = [
  rapidResponse,
  coordinationIssue,
  consultation,
  commitmentCase,
  implementingRule,
  draw,
  licenceRevocation,
  inspection,
  inspectionWindow,
  enforcementComplaint,
  inspectionProgramme,
  specialInspection,
  resultRevocation,
  jointMeeting,
  penaltyCase,
  patrol,
  circuitBreaker,
  districtCooperation,
  decisionFall,
  publicity,
  sanctionedList,
  revisit,
  typicalCases,
  creditList,
  serviceCatalogue,
  creditCycle,
  creditBlacklist,
  creditObjection,
  creditReport,
  serviceEvaluation,
  serviceComplaint,
  homeVisit,
  workPlan,
  workTask,
  workReview,
] as const;

/** The id of a procedure that there is. */
export type ProcedureId = (typeof list)[number]['id'];

export const procedures: readonly Procedure<ProcedureId>[] = list;

const byId: ReadonlyMap<string, Procedure<ProcedureId>> = new Map(
  procedures.map((procedure) => [procedure.id, procedure]),
);

/** Registers that hold no files: their codes, their settings and what is owed under them are declared as those of procedures are. */
export const declared: readonly Declared[] = [
  ...list,
  lobbying,
  creditRecord,
  jointPunishment,
  insuredCredit,
];

/** Undefined: no such procedure (a file of a newer version). */
export const procedureOf = (id: string): Procedure<ProcedureId> | undefined => byId.get(id);
