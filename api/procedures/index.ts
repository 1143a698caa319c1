/** 程序目录 What procedures there are, for whoever builds on the API: their forms, duties, clauses, limits and codes as data. */
import type { Room } from '../room.ts';
import { procedureRoutes } from './routes.ts';

export const procedureCatalogue: Room = {
  open: ({ acts }) => ({ routes: [procedureRoutes(acts)] }),
};
