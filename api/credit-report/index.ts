/** 信用信息报告 What the reports bring: their routes, the loop that opens them, and a line on the desk. */
import { undelivered } from '../../db/credit-report/store.ts';
import { bureauLoop } from '../background/bureau-loop.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';
import type { Room } from '../room.ts';
import { openDue } from './open.ts';
import { creditReportRoutes } from './routes.ts';

const lines: DeskLines = async ({ sql, bureau, ui }) => [
  deskLink({ ui })(
    '待报市信用办的信用信息报告',
    'Reports of credit records to be delivered',
    await undelivered(sql, bureau),
    '/v1/credit/reports',
    'DubanProcedure = "credit-report"',
  ),
];

export const creditReport: Room = {
  desk: lines,
  open: ({ acts }) => ({
    routes: [creditReportRoutes(acts)],
    loops: [
      bureauLoop(acts, { name: 'credit-reports', perform: (bureau) => openDue(acts, bureau) }),
    ],
  }),
};
