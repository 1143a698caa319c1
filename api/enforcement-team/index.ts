/** 执法队伍 What the enforcement team brings: letters, open work, its lines on the desk (TJ51-19). */
import { teamCounts } from '../../db/enforcement-team/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';
import { hiddenFrom, withheldFrom } from '../intake/hidden.ts';
import type { Room } from '../room.ts';
import { letterList } from './letters.ts';
import { workRoutes } from './work.ts';

const desk: DeskLines = async ({ sql, bureau, reader, today, ui }) => {
  // The desk is for coordinators and regulators, who read the files of every unit.
  const shown = {
    reader,
    hidden: await hiddenFrom(sql, { bureau, id: reader }),
    withheld: withheldFrom(sql, reader),
    parties: undefined,
  };
  const n = await teamCounts(sql, { bureau, today, shown });
  const link = deskLink({ ui });
  return [
    link(
      '承诺书未签、到期或将到期',
      'Commitment letters missing, run out or running out',
      n.letters,
      '/v1/officer-letters',
    ),
    link(
      '被清除人员尚未改派的在办案卷（人）',
      'Removed officers whose open work is not reassigned',
      n.removedWithWork,
      '/v1/officer-letters?state=removed',
    ),
  ];
};

export const enforcementTeam: Room = {
  desk,
  open: ({ acts }) => ({
    routes: [
      (api) => {
        letterList(api, acts);
        workRoutes(api, acts);
      },
    ],
  }),
};
