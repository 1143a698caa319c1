/** 报告 What a regulator asks for by period. */
import type { Room } from '../room.ts';
import { caseRoutes } from './cases.ts';
import { figureRoutes } from './figures.ts';

export const reports: Room = {
  open: ({ acts }) => ({ routes: [figureRoutes(acts), caseRoutes(acts)] }),
};
