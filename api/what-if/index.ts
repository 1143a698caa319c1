/** 试算 Which duties would stand otherwise under another reading, calendar or setting. */
import type { Room } from '../room.ts';
import { whatIfRoutes } from './routes.ts';

export const whatIf: Room = {
  open: ({ acts }) => ({ routes: [whatIfRoutes(acts)] }),
};
