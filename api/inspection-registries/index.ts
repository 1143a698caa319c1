/** 检查登记 What the registries of inspections bring. */
import type { Room } from '../room.ts';
import { inspectionListRoutes } from './lists.ts';
import { inspectionRegistryRoutes } from './routes.ts';

export const inspectionRegistries = {
  open: () => ({ routes: [inspectionRegistryRoutes, inspectionListRoutes] }),
} satisfies Room;
