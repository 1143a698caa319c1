/** 实施细则 What the implementing rules bring. */
import type { Room } from '../room.ts';
import { implementingRuleRoutes, implementingRuleTasks } from './routes.ts';

export const implementingRule: Room = {
  open: ({ acts }) => ({ routes: [implementingRuleRoutes(acts)], tasks: implementingRuleTasks }),
};
