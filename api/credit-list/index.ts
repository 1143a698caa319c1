/** 信用监管事项清单 What the list brings: its routes, what becomes of a version that is overtaken, and its lines on the desk. */
import type { Room } from '../room.ts';
import { creditListLines } from './desk.ts';
import { creditListRoutes } from './routes.ts';
import { creditListTasks } from './tasks.ts';

export const creditList: Room = {
  desk: creditListLines,
  open: ({ acts }) => ({ routes: [creditListRoutes(acts)], tasks: creditListTasks }),
};
