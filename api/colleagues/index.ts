/** 同事之间 Comments, assignments, hand-overs: what colleagues arrange about the work, and no official act of it (docs/decisions/0037). */
import type { Room } from '../room.ts';
import { assignmentRoutes } from './assignments.ts';
import { commentRoutes } from './comments.ts';
import { commentWritingRoutes } from './comment-writing.ts';
import { commentErasureRoutes } from './erasing.ts';
import { handOverRoutes } from './hand-overs.ts';
import { mentionRoutes } from './mentions.ts';
import { colleagueNews } from './news.ts';

export const colleagues: Room = {
  news: colleagueNews,
  open: ({ acts }) => ({
    routes: [
      commentRoutes(acts),
      commentWritingRoutes(acts),
      mentionRoutes(acts),
      commentErasureRoutes(acts),
      assignmentRoutes(acts),
      handOverRoutes(acts),
    ],
  }),
};
