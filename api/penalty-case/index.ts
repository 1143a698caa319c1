/** 立案查处 What penalty cases bring: their routes, what they have for the files they come from, and their lines on the desk. */
import type { Room } from '../room.ts';
import { penaltyLines } from './desk.ts';
import { penaltyCaseRoutes } from './routes.ts';
import { penaltyCaseTasks } from './tasks.ts';

export const penaltyCase: Room = {
  desk: penaltyLines,
  open: ({ acts }) => ({ routes: [penaltyCaseRoutes(acts)], tasks: penaltyCaseTasks }),
};
