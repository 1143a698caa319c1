/** 联席会议 What joint meetings bring: their routes. */
import type { Room } from '../room.ts';
import { jointMeetingRoutes } from './routes.ts';

export const jointMeeting: Room = {
  open: ({ acts }) => ({ routes: [jointMeetingRoutes(acts)] }),
};
