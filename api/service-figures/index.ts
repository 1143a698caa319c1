/** 政务服务指标 What the figures of services bring: closed cases, notes, figures. */
import type { Room } from '../room.ts';
import { caseIntake, caseList } from './cases.ts';
import { figureLines } from './desk.ts';
import { figureRoutes } from './figures.ts';
import { noteRoutes } from './notes.ts';
import { caseWithdrawal } from './withdrawal.ts';

export const serviceFigures: Room = {
  desk: figureLines,
  open: ({ acts }) => ({
    routes: [
      (api) => {
        caseIntake(api, acts);
        caseList(api, acts);
        caseWithdrawal(api, acts);
        noteRoutes(api, acts);
        figureRoutes(api, acts);
      },
    ],
  }),
};
