/** 政务服务事项清单 What the lists of powers and public services bring: their routes, and their line on the desk. */
import type { Room } from '../room.ts';
import { serviceCatalogueLines } from './desk.ts';
import { serviceCatalogueRoutes } from './routes.ts';

export const serviceCatalogue: Room = {
  desk: serviceCatalogueLines,
  open: ({ acts }) => ({ routes: [serviceCatalogueRoutes(acts)] }),
};
