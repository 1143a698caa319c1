/** 执法扰企线索 What the complaints about enforcement bring. */
import type { Room } from '../room.ts';
import { enforcementComplaintRoutes } from './routes.ts';

export const enforcementComplaint: Room = {
  open: ({ acts, outbox }) => ({ routes: [enforcementComplaintRoutes(acts, outbox.seal)] }),
};
