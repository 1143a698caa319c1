/** 政务服务工作方案 What plans of work bring: the leading group, plans, and their lines on the desk. */
import type { Room } from '../room.ts';
import { workLines } from './desk.ts';
import { groupRoutes } from './group.ts';
import { workPlanRoutes } from './routes.ts';

export const workPlan: Room = {
  desk: workLines,
  open: ({ acts }) => ({ routes: [groupRoutes(acts), workPlanRoutes(acts)] }),
};
