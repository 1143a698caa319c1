/** 处罚名单通报 What the lists bring: their routes, the loop that opens them, the corrections, and their lines on the desk. */
import type { Room } from '../room.ts';
import { listLines } from './desk.ts';
import { PeriodLists } from './lists.ts';
import { correctFallen } from './open.ts';
import { recipientRoutes } from './recipients.ts';
import { sanctionedListRoutes } from './routes.ts';

export const sanctionedList: Room = {
  desk: listLines,
  open: ({ acts }) => ({
    routes: [sanctionedListRoutes(acts), recipientRoutes(acts)],
    tasks: { 'sanctioned-list-fallen': correctFallen },
    loops: [new PeriodLists(acts).loop],
  }),
};
