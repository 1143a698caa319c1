/** 市区协同 What cooperation with districts brings: the registry of their areas, the records (TJ51-8.1, 8.2). */
import type { Room } from '../room.ts';
import { districtBodyRoutes } from './bodies.ts';
import { cooperationRoutes } from './routes.ts';

export const districtCooperation: Room = {
  open: ({ acts }) => ({
    routes: [
      (api) => {
        districtBodyRoutes(api, acts);
        cooperationRoutes(api, acts);
      },
    ],
  }),
};
