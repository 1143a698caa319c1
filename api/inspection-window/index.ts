/** 重复检查窗口 What the windows of inspections bring. */
import type { Room } from '../room.ts';
import { inspectionWindowRoutes } from './routes.ts';

export const inspectionWindow: Room = {
  open: ({ acts }) => ({ routes: [inspectionWindowRoutes(acts)] }),
};
