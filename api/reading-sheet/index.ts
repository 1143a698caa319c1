/** 解释口径 What is counted how, under which setting, confirmed by whom. */
import type { Room } from '../room.ts';
import { readingSheetRoutes } from './routes.ts';

export const readingSheet: Room = {
  open: ({ acts }) => ({ routes: [readingSheetRoutes(acts)] }),
};
