/** 周通报、月考评、季分析、年考核 What reviews bring: their routes, and how a period that is over is opened. */
import type { Room } from '../room.ts';
import { openReview } from './open.ts';
import { workReviewRoutes } from './routes.ts';

export const workReview: Room = {
  open: ({ acts }) => ({
    routes: [workReviewRoutes(acts)],
    tasks: { 'work-review-open': openReview },
  }),
};
