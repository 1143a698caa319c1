/** 公文 What makes papers brings to the API: the papers of each file, the bureau's series and templates. */
import type { Room } from '../room.ts';
import { onePaperRoutes } from './one.ts';
import { paperRegistryRoutes } from './registry.ts';
import { paperRoutes } from './routes.ts';
import { withdrawalRoutes } from './withdrawal.ts';

export const papers: Room = {
  open: ({ acts }) => ({
    routes: [
      paperRoutes(acts),
      onePaperRoutes(acts),
      withdrawalRoutes(acts),
      paperRegistryRoutes(acts),
    ],
  }),
};
