/** The routes of the procedures, and of what looks after their files, in the order in which they are documented. */
import type { Settings } from '../settings.ts';
import type { ActDeps } from './acts.ts';
import type { Reconciliation } from './background/reconciliation.ts';
import type { ConsultationSchedules } from './consultation-schedules.ts';
import type { Routes } from './openapi.ts';
import type { Outbox } from './outbox/outbox.ts';
import { consultationRoutes } from './routes/consultations.ts';
import { coordinationIssueRoutes } from './routes/coordination-issues.ts';
import { eventRoutes } from './routes/events.ts';
import { checkRoutes } from './routes/checks.ts';
import { drawRoutes } from './routes/draws.ts';
import { exchangeRoutes } from './routes/exchanges.ts';
import { boardRoutes } from './routes/boards.ts';
import { commitmentCaseRoutes } from './routes/commitment-cases.ts';
import { creditObjectionRoutes } from './routes/credit-objections.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { fileRoutes } from './routes/files.ts';
import { refusedAttemptRoutes } from './routes/refused-attempts.ts';
import { licenceRevocationRoutes } from './routes/licence-revocations.ts';
import { implementingRuleRoutes } from './routes/implementing-rules.ts';
import { rapidResponseRoutes } from './routes/rapid-responses.ts';
import { inspectionRoutes } from './routes/inspections.ts';
import { inspectionConductRoutes } from './routes/inspection-conduct.ts';
import { inspectionCorrectionRoutes } from './routes/inspection-corrections.ts';
import { inspectionWindowRoutes } from './routes/inspection-windows.ts';
import { receiverRoutes } from './routes/receivers.ts';
import { reconciliationRoutes } from './routes/reconciliation.ts';
import { resultRevocationRoutes } from './routes/result-revocations.ts';
import { enforcementComplaintRoutes } from './routes/enforcement-complaints.ts';
import { enforcementSupervisionRoutes } from './routes/enforcement-supervision.ts';
import { inspectionReportRoutes } from './routes/inspection-reports.ts';
import { inspectionEvaluationRoutes } from './routes/inspection-evaluations.ts';
import { publicationRoutes } from './routes/publications.ts';
import { inspectionProgrammeRoutes } from './routes/inspection-programmes.ts';
import { specialInspectionRoutes } from './routes/special-inspections.ts';
import type { Seal } from './sealing.ts';

export interface RoutesOptions {
  acts: ActDeps;
  settings: Settings;
  seal: Seal | undefined;
  outbox: Outbox;
  schedules: ConsultationSchedules;
  reconciliation: Reconciliation;
}

export function procedureRoutes(options: RoutesOptions): Routes[] {
  const { acts, settings, seal, outbox, schedules, reconciliation } = options;
  return [
    rapidResponseRoutes(acts),
    inspectionRoutes(acts),
    inspectionWindowRoutes(acts),
    inspectionCorrectionRoutes(acts),
    inspectionConductRoutes,
    commitmentCaseRoutes(acts),
    creditObjectionRoutes(acts),
    eventRoutes(acts),
    implementingRuleRoutes(acts),
    drawRoutes({ ...acts, seal }),
    checkRoutes({ ...acts, seal, publicUrl: settings.API_PUBLIC_URL }),
    licenceRevocationRoutes(acts),
    resultRevocationRoutes(acts),
    fileRoutes(acts),
    refusedAttemptRoutes(acts),
    boardRoutes(acts, {
      uiUrl: settings.TEMPORAL_UI_URL,
      namespace: settings.TEMPORAL_NAMESPACE,
    }),
    exchangeRoutes(acts),
    coordinationIssueRoutes(acts),
    consultationRoutes(acts, schedules),
    enforcementComplaintRoutes(acts, outbox.seal),
    specialInspectionRoutes(acts),
    publicationRoutes(acts),
    inspectionEvaluationRoutes(acts, outbox.seal),
    enforcementSupervisionRoutes(acts),
    inspectionReportRoutes(acts),
    inspectionProgrammeRoutes(acts),
    receiverRoutes(outbox),
    deliveryRoutes,
    reconciliationRoutes(acts, reconciliation),
  ];
}
