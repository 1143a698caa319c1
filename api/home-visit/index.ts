/** 预约上门服务 What visits at home bring: their routes and their lines on the desk. */
import { visitDesk } from '../../db/home-visit/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';
import type { Room } from '../room.ts';
import { homeVisitRoutes } from './routes.ts';

const desk: DeskLines = async ({ sql, bureau, today, ui }) => {
  const n = await visitDesk(sql, bureau, today);
  const link = deskLink({ ui });
  return [
    link(
      '待确认的上门服务',
      'Visits to be confirmed',
      n.unconfirmed,
      '/v1/home-visits?state=open',
      'DubanProcedure = "home-visit"',
    ),
    link(
      '约定的日期已过、没有记录的上门服务',
      'Visits whose day is over without a record',
      n.missed,
      '/v1/home-visits?state=open',
      'DubanProcedure = "home-visit"',
    ),
  ];
};

export const homeVisit: Room = {
  desk,
  open: ({ acts, seal }) => ({ routes: [homeVisitRoutes(acts, seal)] }),
};
