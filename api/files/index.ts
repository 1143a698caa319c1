/** 案卷 What the API shows of files, whatever their procedure. */
import type { Room } from '../room.ts';
import { boardRoutes } from './boards.ts';
import { chaseRoutes } from './chases.ts';
import { deskRoutes } from './desk.ts';
import { engineViewRoutes } from './engine-view-routes.ts';
import { outageRoutes } from './outages.ts';
import { readRoutes } from './reads.ts';
import { fileRoutes } from './routes.ts';
import { meRoutes } from './me.ts';
import { lateEntryRoutes } from './late-entries.ts';
import { refusedAttemptRoutes } from './refused-attempts.ts';

export const files: Room = {
  open: ({ acts }) => ({
    routes: [
      fileRoutes(acts),
      refusedAttemptRoutes(acts),
      meRoutes(acts),
      boardRoutes(acts),
      chaseRoutes(acts),
      outageRoutes(acts),
      readRoutes(acts),
    ],
  }),
};

export const desk: Room = {
  open: ({ acts, settings, desk: lines, notices }) => {
    const { TEMPORAL_UI_URL: uiUrl, TEMPORAL_NAMESPACE: namespace } = settings;
    return {
      routes: [
        lateEntryRoutes(acts),
        deskRoutes(acts, { uiUrl, namespace, lines, notices }),
        engineViewRoutes({ uiUrl, namespace }),
      ],
    };
  },
};
