/** 处罚名单通报 What the lists bring: their routes, the loop that opens them, the corrections, and their lines on the desk. */
import { bureauLoop } from '../background/bureau-loop.ts';
import type { Room } from '../room.ts';
import { listLines } from './desk.ts';
import { correctFallen, openDue } from './open.ts';
import { recipientRoutes } from './recipients.ts';
import { sanctionedListRoutes } from './routes.ts';

export const sanctionedList: Room = {
  desk: listLines,
  open: ({ acts }) => ({
    routes: [sanctionedListRoutes(acts), recipientRoutes(acts)],
    tasks: { 'sanctioned-list-fallen': correctFallen },
    // 期满立卷 What an outage has swallowed is opened after it, one period after the other (TJ51-15).
    loops: [
      bureauLoop(acts, { name: 'sanctioned-lists', perform: (bureau) => openDue(acts, bureau) }),
    ],
  }),
};
