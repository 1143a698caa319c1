/** 登记 What the registries bring that every area shares. */
import type { Room } from '../room.ts';
import { calendarRoutes } from './calendars.ts';
import { importRoutes } from './imports.ts';
import { registryRoutes } from './routes.ts';
import { timeRoutes } from './time.ts';

export const registries = {
  open: () => ({ routes: [registryRoutes, importRoutes, calendarRoutes, timeRoutes] }),
} satisfies Room;
