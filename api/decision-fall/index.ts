/** 决定撤销、变更登记 What these records bring: their routes, what follows from them in other files, their lines on the desk and in the record of a subject. */
import { fallsOf } from '../../db/decision-fall/store.ts';
import { clauseFor } from '../../domain/decision-fall/duties.ts';
import { when } from '../http/when.ts';
import type { Room } from '../room.ts';
import type { RecordLines } from '../subject-record/lines.ts';
import { decisionFallLines } from './desk.ts';
import { decisionFallRoutes } from './routes.ts';
import { decisionFallTasks } from './tasks.ts';

/** 撤销、变更、恢复 What was confirmed of the decisions about a subject, for its record. */
const fallen: RecordLines = async ({ sql, bureau, parties, kind, id }) => {
  const of = { bureau, state: 'confirmed', subject: id, subjectKind: kind, parties };
  return (await fallsOf(sql, of, undefined, 100)).map((r) => ({
    kind: 'decision-fall',
    title:
      r.kind === 'fall'
        ? { zh: '处理决定撤销、变更', en: 'Final decision that fell' }
        : { zh: '处理决定恢复成立', en: 'Final decision that stands again' },
    file: r.file,
    from: when(r.effectiveAt),
    until: null,
    state: `${r.outcome}:${r.decisionFile}:${r.decisionNumber}`,
    clause: clauseFor(kind),
  }));
};

export const decisionFall: Room = {
  record: fallen,
  desk: decisionFallLines,
  open: ({ acts }) => ({ routes: [decisionFallRoutes(acts)], tasks: decisionFallTasks }),
};
