/** 好差评 What evaluations of services bring: their routes and their lines on the desk. */
import type { Room } from '../room.ts';
import { evaluationLines } from './desk.ts';
import { wordsRoutes } from '../service-words/erasing.ts';
import { serviceEvaluationRoutes } from './routes.ts';

export const serviceEvaluation: Room = {
  desk: evaluationLines,
  open: ({ acts, seal }) => ({ routes: [serviceEvaluationRoutes(acts, seal), wordsRoutes(acts)] }),
};
