/** 参保人员信用记录 What the records of the insured bring: their routes and their line on the desk. */
import { insuredDesk } from '../../db/insured-credit/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';
import type { Room } from '../room.ts';
import { insuredCreditRoutes } from './routes.ts';

const desk: DeskLines = async ({ sql, bureau, ui }) => [
  deskLink({ ui })(
    '待决定的参保人员信用记录和失效',
    'Records of the insured and their falls to be decided',
    await insuredDesk(sql, bureau),
    '/v1/insured-credit/records?only=undecided',
  ),
];

export const insuredCredit: Room = {
  desk,
  open: ({ acts, seal }) => ({ routes: [insuredCreditRoutes(acts, seal)] }),
};
