/** 双随机抽取 What the draws bring. */
import type { Room } from '../room.ts';
import { drawRoutes } from './routes.ts';
import { drawTasks } from './tasks.ts';

export const draw: Room = {
  open: ({ acts, seal }) => ({
    routes: [drawRoutes({ ...acts, seal })],
    tasks: drawTasks(seal),
  }),
};
