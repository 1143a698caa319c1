/** 专项检查 What the special inspections bring. */
import type { Room } from '../room.ts';
import { specialInspectionRoutes } from './routes.ts';

export const specialInspection: Room = {
  open: ({ acts }) => ({ routes: [specialInspectionRoutes(acts)] }),
};
