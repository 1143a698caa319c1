/** 黑名单 What listings bring: their register, how they are proposed, and their lines on the desk. */
import type { Room } from '../room.ts';
import { creditBlacklistLines } from './desk.ts';
import { creditBlacklistRoutes } from './routes.ts';
import { creditBlacklistTasks } from './tasks.ts';

export const creditBlacklist: Room = {
  desk: creditBlacklistLines,
  open: ({ acts }) => ({
    routes: [creditBlacklistRoutes(acts)],
    tasks: creditBlacklistTasks,
    // 一个周期可有数百件 A cycle proposes hundreds at once.
    bulk: ['credit-blacklist'],
  }),
};
