/** 立案查处 What penalty cases bring: their routes, what they have for the files they come from, and their lines on the desk. */
import { casesOf } from '../../db/penalty-case/store.ts';
import { when } from '../http/when.ts';
import type { Room } from '../room.ts';
import type { RecordLines } from '../subject-record/lines.ts';
import { penaltyLines } from './desk.ts';
import { penaltyCaseRoutes } from './routes.ts';
import { penaltyCaseTasks } from './tasks.ts';

/** 处理处罚 The cases about a subject that the reader may read, with their latest decision, for its record. */
const filed: RecordLines = async ({ sql, bureau, unit, parties, kind, id }) => {
  const rows = await casesOf(sql, { bureau, subject: id, parties, reader: unit }, undefined, 100);
  return rows
    .filter(({ subjectKind }) => subjectKind === kind)
    .map((c) => ({
      kind: 'penalty-case',
      title: { zh: '立案查处', en: 'Penalty case' },
      file: c.file,
      from: when(c.filedAt),
      until: when(c.closedAt),
      state: c.decision === null ? c.stage : `${c.decision}:${c.decisionState}`,
      clause: 'TJ51-14.1',
    }));
};

export const penaltyCase: Room = {
  record: filed,
  desk: penaltyLines,
  open: ({ acts }) => ({ routes: [penaltyCaseRoutes(acts)], tasks: penaltyCaseTasks }),
};
