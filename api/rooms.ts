/** The rooms of the API in the order in which their routes are documented. A new procedure is one line here and one in domain/procedures.ts. */
import { circuitBreaker } from './circuit-breaker/index.ts';
import { auditFinding } from './audit-finding/index.ts';
import { colleagues } from './colleagues/index.ts';
import { commitmentCase } from './commitment-case/index.ts';
import { commitmentRegistries } from './commitment-registries/index.ts';
import { consultation } from './consultation/index.ts';
import { coordinationIssue } from './coordination-issue/index.ts';
import { creditBlacklist } from './credit-blacklist/index.ts';
import { creditCycle } from './credit-cycle/index.ts';
import { creditList } from './credit-list/index.ts';
import { creditObjection } from './credit-objection/index.ts';
import { creditRecord } from './credit-record/index.ts';
import { creditReport } from './credit-report/index.ts';
import { decisionFall } from './decision-fall/index.ts';
import { dossiers } from './dossier/index.ts';
import { districtCooperation } from './district-cooperation/index.ts';
import { draw } from './draw/index.ts';
import { enforcementComplaint } from './enforcement-complaint/index.ts';
import { enforcementSupervision } from './enforcement-supervision/index.ts';
import { enforcementTeam } from './enforcement-team/index.ts';
import { desk, files } from './files/index.ts';
import { homeVisit } from './home-visit/index.ts';
import { implementingRule } from './implementing-rule/index.ts';
import { inspectionProgramme } from './inspection-programme/index.ts';
import { inspectionRegistries } from './inspection-registries/index.ts';
import { inspectionWindow } from './inspection-window/index.ts';
import {
  inspection,
  inspectionChecks,
  inspectionConduct,
  inspectionPublications,
  inspectionReports,
} from './inspection/index.ts';
import { insuredCredit } from './insured-credit/index.ts';
import { jointPunishment } from './joint-punishment/index.ts';
import { jointMeeting } from './joint-meeting/index.ts';
import { licenceRevocation } from './licence-revocation/index.ts';
import { papers } from './papers/index.ts';
import { patrol } from './patrol/index.ts';
import { penaltyCase } from './penalty-case/index.ts';
import { procedureCatalogue } from './procedures/index.ts';
import { publicity } from './publicity/index.ts';
import { rapidResponse, subjectStatus } from './rapid-response/index.ts';
import { registries } from './registries/index.ts';
import { readingSheet } from './reading-sheet/index.ts';
import { lobbying } from './lobbying/index.ts';
import { reminders } from './reminders/index.ts';
import { reports } from './reports/index.ts';
import { revisit } from './revisit/index.ts';
import { resultRevocation } from './result-revocation/index.ts';
import type { Room } from './room.ts';
import { sanctionedList } from './sanctioned-list/index.ts';
import { search } from './search/index.ts';
import { serviceCatalogue } from './service-catalogue/index.ts';
import { serviceComplaint } from './service-complaint/index.ts';
import { serviceEvaluation } from './service-evaluation/index.ts';
import { serviceFigures } from './service-figures/index.ts';
import { subjectRecord } from './subject-record/index.ts';
import { specialInspection } from './special-inspection/index.ts';
import { typicalCases } from './typical-cases/index.ts';
import { whatIf } from './what-if/index.ts';
import { workPlan } from './work-plan/index.ts';
import { workReview } from './work-review/index.ts';
import { workTask } from './work-task/index.ts';

export const rooms: readonly Room[] = [
  registries,
  enforcementTeam,
  commitmentRegistries,
  inspectionRegistries,
  auditFinding,
  rapidResponse,
  inspection,
  inspectionWindow,
  inspectionConduct,
  commitmentCase,
  implementingRule,
  draw,
  inspectionChecks,
  licenceRevocation,
  resultRevocation,
  procedureCatalogue,
  files,
  search,
  colleagues,
  dossiers,
  papers,
  subjectStatus,
  subjectRecord,
  desk,
  reminders,
  coordinationIssue,
  consultation,
  enforcementComplaint,
  specialInspection,
  inspectionPublications,
  enforcementSupervision,
  inspectionReports,
  inspectionProgramme,
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
  creditRecord,
  serviceCatalogue,
  creditCycle,
  creditBlacklist,
  creditObjection,
  creditReport,
  serviceEvaluation,
  serviceComplaint,
  homeVisit,
  serviceFigures,
  workPlan,
  workTask,
  workReview,
  jointPunishment,
  insuredCredit,
  lobbying,
  reports,
  readingSheet,
  whatIf,
];
