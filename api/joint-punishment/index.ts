/** 失信联合惩戒对象名单 What the list brings: its routes and its line on the desk. */
import { listDesk } from '../../db/joint-punishment/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';
import type { Room } from '../room.ts';
import { jointPunishmentRoutes } from './routes.ts';

const desk: DeskLines = async ({ sql, bureau, ui }) => [
  deskLink({ ui })(
    '待决定的联合惩戒名单列入、移出',
    'Listings for joint punishment and removals to be decided',
    (await listDesk(sql, bureau)).undecided,
    '/v1/joint-punishments?only=undecided',
  ),
];

export const jointPunishment: Room = {
  desk,
  open: ({ acts, seal }) => ({ routes: [jointPunishmentRoutes(acts, seal)] }),
};
