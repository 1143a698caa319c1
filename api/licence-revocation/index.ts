/** 吊销联动撤销 What the revoked licences bring. */
import type { Room } from '../room.ts';
import { licenceRevocationRoutes } from './routes.ts';
import { licenceTasks } from './tasks.ts';

export const licenceRevocation: Room = {
  open: ({ acts }) => ({ routes: [licenceRevocationRoutes(acts)], tasks: licenceTasks }),
};
