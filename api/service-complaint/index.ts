/** 政务服务投诉 What complaints about services bring: their routes and their lines on the desk. */
import { complaintDesk } from '../../db/service-complaint/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';
import type { Room } from '../room.ts';
import { serviceComplaintRoutes } from './routes.ts';

const desk: DeskLines = async ({ sql, bureau, ui }) => {
  const n = await complaintDesk(sql, bureau);
  const link = deskLink({ ui });
  return [
    link(
      '没有首次响应的投诉',
      'Complaints without a first answer',
      n.unanswered,
      '/v1/service-complaints?state=open',
      'DubanProcedure = "service-complaint"',
    ),
    link(
      '超过管理时限的投诉',
      'Complaints past a management period',
      n.late,
      '/v1/duties?procedure=service-complaint',
      'DubanProcedure = "service-complaint"',
    ),
  ];
};

export const serviceComplaint: Room = {
  desk,
  open: ({ acts, seal }) => ({ routes: [serviceComplaintRoutes(acts, seal)] }),
};
