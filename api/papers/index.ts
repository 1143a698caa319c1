/** 公文 What makes papers brings to the API: the papers of each file, the letters that open files and the loop that brings them in, the bureau's series and templates. */
import type { Room } from '../room.ts';
import { binding } from './binding.ts';
import { onePaperRoutes } from './one.ts';
import { oneOpeningPaperRoutes } from './opening-one.ts';
import { openingPaperRoutes } from './opening-routes.ts';
import { paperRegistryRoutes } from './registry.ts';
import { paperRoutes } from './routes.ts';
import { withdrawalRoutes } from './withdrawal.ts';

export const papers: Room = {
  open: ({ acts }) => ({
    routes: [
      paperRoutes(acts),
      onePaperRoutes(acts),
      withdrawalRoutes(acts),
      openingPaperRoutes(acts),
      oneOpeningPaperRoutes(acts),
      paperRegistryRoutes(acts),
    ],
    loops: [binding(acts)],
  }),
};
