/** 撤销办理结果 What the revocations of results bring. */
import type { Room } from '../room.ts';
import { resultRevocationRoutes } from './routes.ts';

export const resultRevocation: Room = {
  open: ({ acts }) => ({ routes: [resultRevocationRoutes(acts)] }),
};
