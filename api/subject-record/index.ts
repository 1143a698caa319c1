/** 一院一档、一医一档 What is on record of one subject, from every room (TJ51-9.1). */
import type { Room } from '../room.ts';
import { recordRoutes } from './routes.ts';

export const subjectRecord: Room = {
  open: ({ acts, records }) => ({ routes: [recordRoutes(acts, records)] }),
};
