/** 企业信用信息 What the registry of credit records brings: its routes, what files bring to it, and its lines on the desk. */
import type { Room } from '../room.ts';
import { changeRoutes } from './changes.ts';
import { creditRecordLines } from './desk.ts';
import { recordRoutes } from './records.ts';
import { sourceRoutes } from './sources.ts';
import { subjectRoutes } from './subjects.ts';
import { creditRecordTasks } from './tasks.ts';

export const creditRecord: Room = {
  desk: creditRecordLines,
  open: ({ acts }) => ({
    routes: [subjectRoutes(acts), recordRoutes(acts), sourceRoutes(acts), changeRoutes(acts)],
    tasks: creditRecordTasks,
  }),
};
