/** 审管联动 What coordination brings: the exchange log, the issues, its lines on the desk. */
import type { Room } from '../room.ts';
import { coordinationIssueRoutes } from './routes.ts';
import { coordinationLines } from './dashboard.ts';
import { exchangeRoutes } from './exchanges.ts';
import { refusedExchangeRecorder } from './refused-exchanges.ts';

export const coordinationIssue: Room = {
  desk: coordinationLines,
  recorder: refusedExchangeRecorder,
  open: ({ acts }) => ({ routes: [exchangeRoutes(acts), coordinationIssueRoutes(acts)] }),
};
