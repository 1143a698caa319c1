/** The routes of the procedures, and of what looks after their files, in the order in which they are documented. */
import type { Settings } from '../settings.ts';
import type { ActDeps } from './intake/submit-act.ts';
import type { Reconciliation } from './background/reconciliation.ts';
import type { ConsultationSchedules } from './consultation/schedules.ts';
import type { Routes } from './http/openapi.ts';
import type { Outbox } from './outbox/outbox.ts';
import { consultationRoutes } from './consultation/routes.ts';
import { coordinationIssueRoutes } from './coordination-issue/routes.ts';
import { eventRoutes } from './commitment-case/event-routes.ts';
import { checkRoutes } from './inspection/checks.ts';
import { drawRoutes } from './draw/routes.ts';
import { exchangeRoutes } from './coordination-issue/exchanges.ts';
import { boardRoutes } from './files/boards.ts';
import { commitmentCaseRoutes } from './commitment-case/routes.ts';
import { creditObjectionRoutes } from './commitment-case/credit-objections.ts';
import { deliveryRoutes } from './outbox/deliveries.ts';
import { fileRoutes } from './files/routes.ts';
import { refusedAttemptRoutes } from './files/refused-attempts.ts';
import { licenceRevocationRoutes } from './licence-revocation/routes.ts';
import { implementingRuleRoutes } from './implementing-rule/routes.ts';
import { rapidResponseRoutes } from './rapid-response/routes.ts';
import { inspectionRoutes } from './inspection/routes.ts';
import { inspectionConductRoutes } from './inspection/conduct.ts';
import { inspectionCorrectionRoutes } from './inspection/corrections.ts';
import { inspectionWindowRoutes } from './inspection-window/routes.ts';
import { receiverRoutes } from './outbox/receivers.ts';
import { reconciliationRoutes } from './background/reconciliation-routes.ts';
import { resultRevocationRoutes } from './result-revocation/routes.ts';
import { enforcementComplaintRoutes } from './enforcement-complaint/routes.ts';
import { enforcementSupervisionRoutes } from './enforcement-supervision/routes.ts';
import { inspectionReportRoutes } from './inspection/reports.ts';
import { inspectionEvaluationRoutes } from './enforcement-supervision/evaluations.ts';
import { publicationRoutes } from './inspection/publications.ts';
import { inspectionProgrammeRoutes } from './inspection-programme/routes.ts';
import { specialInspectionRoutes } from './special-inspection/routes.ts';
import type { Seal } from './intake/sealing.ts';

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
