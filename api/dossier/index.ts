/** 案卷 The dossier of a file, whatever its procedure. */
import type { Room } from '../room.ts';
import { dossierRoutes } from './routes.ts';

export const dossiers: Room = {
  open: ({ acts }) => ({ routes: [dossierRoutes(acts)] }),
};
