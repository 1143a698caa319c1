/** 快速反应 What the rapid response brings. */
import type { Room } from '../room.ts';
import { rapidResponseRoutes } from './routes.ts';
import { subjectStatusRoutes } from './subject-status.ts';
import { suspensionsLoop } from './suspensions.ts';

export const rapidResponse: Room = {
  open: ({ acts }) => ({ routes: [rapidResponseRoutes(acts)], loops: [suspensionsLoop(acts)] }),
};

/** Whether a subject is suspended: documented after the duties and breaches of its files. */
export const subjectStatus: Room = {
  open: ({ acts }) => ({ routes: [subjectStatusRoutes(acts)] }),
};
