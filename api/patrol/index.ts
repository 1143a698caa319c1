/** "网警"巡查 What patrols bring: their routes, what they have for other files, their lines on the desk and in the record of a subject. */
import { patrolsOf } from '../../db/patrol/store.ts';
import { when } from '../http/when.ts';
import type { Room } from '../room.ts';
import type { RecordLines } from '../subject-record/lines.ts';
import { patrolLines } from './desk.ts';
import { reportedList } from './findings.ts';
import { reportRoutes } from './reports.ts';
import { patrolRoutes } from './routes.ts';
import { patrolTasks } from './tasks.ts';

/** The patrols of a subject that the reader may read, for its record. */
const patrolled: RecordLines = async ({ sql, bureau, unit, parties, kind, id }) =>
  (await patrolsOf(sql, { bureau, kind, subject: id, parties, reader: unit }, undefined, 100)).map(
    (p) => ({
      kind: 'patrol',
      title: { zh: '“网警”巡查', en: 'Patrol' },
      file: p.file,
      from: when(p.foundAt),
      until: when(p.closedAt),
      state: p.outcome ?? p.stage,
      clause: 'TJ51-4.1',
    }),
  );

export const patrol: Room = {
  record: patrolled,
  desk: patrolLines,
  open: ({ acts }) => ({
    routes: [patrolRoutes(acts), reportRoutes(acts), reportedList(acts)],
    tasks: patrolTasks,
  }),
};
