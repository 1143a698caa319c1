/** 承诺制事项 What the cases on commitment bring. */
import type { Room } from '../room.ts';
import { commitmentCaseRoutes } from './routes.ts';
import { bringLink } from './tasks.ts';
import { creditObjectionRoutes } from './credit-objections.ts';
import { eventRoutes } from './event-routes.ts';

export const commitmentCase: Room = {
  open: ({ acts }) => ({
    routes: [commitmentCaseRoutes(acts), creditObjectionRoutes(acts), eventRoutes(acts)],
    tasks: { link: bringLink },
  }),
};
