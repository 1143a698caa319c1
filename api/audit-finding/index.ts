/** 智能审核发现 What the findings of the audit bring (TJ51-11). */
import type { Room } from '../room.ts';
import { findingList } from './list.ts';
import { findingIntake } from './routes.ts';

export const auditFinding: Room = {
  open: ({ acts }) => ({
    routes: [
      (api) => {
        findingIntake(api, acts);
        findingList(api, acts);
      },
    ],
  }),
};
