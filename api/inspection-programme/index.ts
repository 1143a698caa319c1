/** 年度联合检查计划 What the yearly programmes bring. */
import type { Room } from '../room.ts';
import { inspectionProgrammeRoutes } from './routes.ts';

export const inspectionProgramme: Room = {
  open: ({ acts }) => ({ routes: [inspectionProgrammeRoutes(acts)] }),
};
