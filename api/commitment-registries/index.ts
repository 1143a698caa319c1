/** 承诺制登记 What the registries of the measures on commitment bring. */
import type { Room } from '../room.ts';
import { coordinatorRoutes } from './coordinators.ts';
import { resultRoutes } from './results.ts';
import { serviceListRoutes } from './service-list-routes.ts';

export const commitmentRegistries = {
  open: () => ({ routes: [serviceListRoutes, coordinatorRoutes, resultRoutes] }),
} satisfies Room;
