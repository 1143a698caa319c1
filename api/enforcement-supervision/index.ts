/** 行政执法监督 What the supervision of enforcement brings: evaluations, reviews, alerts. */
import type { Room } from '../room.ts';
import { enforcementSupervisionRoutes } from './routes.ts';
import { inspectionEvaluationRoutes } from './evaluations.ts';

export const enforcementSupervision: Room = {
  open: ({ acts, outbox }) => ({
    routes: [inspectionEvaluationRoutes(acts, outbox.seal), enforcementSupervisionRoutes(acts)],
  }),
};
