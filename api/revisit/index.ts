/** 案件回访 What rounds of revisits bring (TJ51-18). */
import type { Room } from '../room.ts';
import { revisitLines } from './desk.ts';
import { revisitRoutes } from './routes.ts';
import { revisitTasks } from './tasks.ts';

export const revisit: Room = {
  desk: revisitLines,
  open: ({ acts, seal }) => ({
    routes: [revisitRoutes({ ...acts, seal })],
    tasks: revisitTasks(seal),
  }),
};
