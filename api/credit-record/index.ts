/** 企业信用信息 What the registry of credit records brings: its routes, what files bring to it, and its lines on the desk. */
import type { Room } from '../room.ts';
import { changeRoutes } from './changes.ts';
import { creditRecordLines } from './desk.ts';
import { recordRoutes } from './records.ts';
import { sourceRoutes } from './sources.ts';
import { subjectChangeRoutes } from './subject-changes.ts';
import { subjectRoutes } from './subjects.ts';
import { creditRecordTasks } from './tasks.ts';
import { uncountedRoutes } from './uncounted.ts';

export const creditRecord: Room = {
  desk: creditRecordLines,
  open: ({ acts }) => ({
    routes: [
      subjectRoutes(acts),
      subjectChangeRoutes(acts),
      recordRoutes(acts),
      uncountedRoutes(acts),
      sourceRoutes(acts),
      changeRoutes(acts),
    ],
    tasks: creditRecordTasks,
  }),
};
