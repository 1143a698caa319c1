/** 曝光 What publicity brings: its routes, what becomes of a decision that falls, and its lines on the desk. */
import type { Room } from '../room.ts';
import { publicityLines } from './desk.ts';
import { publicityRoutes } from './routes.ts';
import { publicityTasks } from './tasks.ts';

export const publicity: Room = {
  desk: publicityLines,
  open: ({ acts }) => ({ routes: [publicityRoutes(acts)], tasks: publicityTasks }),
};
