/** 快速反应 What the rapid response brings. */
import { suspensionsOf } from '../../db/rapid-response/store.ts';
import { when } from '../http/when.ts';
import type { Room } from '../room.ts';
import type { RecordLines } from '../subject-record/lines.ts';
import { rapidResponseRoutes } from './routes.ts';
import { subjectStatusRoutes } from './subject-status.ts';
import { suspensionsLoop } from './suspensions.ts';
import { rapidResponseTasks } from './tasks.ts';

/** 暂停 The suspensions of a subject, for its record. */
const suspended: RecordLines = async ({ sql, kind, id }) =>
  (await suspensionsOf(sql, kind, id)).map((s) => ({
    kind: 'suspension',
    title: { zh: '暂停协议（资格）', en: 'Suspension' },
    file: s.file,
    from: when(s.startsAt ?? s.decidedAt),
    until: when(s.endedAt),
    state: s.state,
    clause: s.clause,
  }));

export const rapidResponse: Room = {
  record: suspended,
  open: ({ acts }) => ({
    routes: [rapidResponseRoutes(acts)],
    tasks: rapidResponseTasks,
    loops: [suspensionsLoop(acts)],
  }),
};

/** Whether a subject is suspended: documented after the duties and breaches of its files. */
export const subjectStatus: Room = {
  open: ({ acts }) => ({ routes: [subjectStatusRoutes(acts)] }),
};
