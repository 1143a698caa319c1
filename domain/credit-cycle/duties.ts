/** 信用评价 Who owes what of a cycle. Its end is the text's (评价周期为1年); how fast the grading and the telling are is management. */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { CivilDate } from '../time/instant.ts';
import type { TimeLimit } from '../time/limit.ts';
import { assessed, gathered, results } from './acts.ts';
import type { CreditCycleSettings } from './settings.ts';

type Party = 'fund-supervision' | 'subjects' | 'duban';

export const CYCLE = 'QHD-2.4b';
/** The duty to tell the subjects. */
export const TELL = 'tellGrades';

const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
const management: LegalBasis = {
  clause: CYCLE,
  instrument: 'QHD',
  article: '二（四）',
  force: 'management',
};

/** 评价日 Nothing is owed before: the window of the year closes with the assessment day. */
export const cycleEnd = (day: CivilDate) =>
  ({
    id: 'assessmentDay',
    act: assessed.type,
    owedBy: 'duban',
    owedTo: 'subjects',
    judgedBy: 'receipt',
    limit: { unit: 'fixed', on: day },
    basis: { ...management, force: 'text' },
    action: { zh: '周期届满，评价日', en: 'The cycle ends with its assessment day' },
  }) as const satisfies Duty<Party>;

/** 待登记 The grading waits for what files have told by the assessment day, and no longer than this. */
export const gathering = (sourceDays: number) =>
  ({
    id: 'sourcesRecorded',
    act: gathered.type,
    owedBy: 'duban',
    owedTo: 'fund-supervision',
    judgedBy: 'receipt',
    limit: days(sourceDays),
    basis: management,
    action: {
      zh: '等待案卷带来的信用信息登记完毕',
      en: 'What files have told is recorded before the subjects are graded',
    },
  }) as const satisfies Duty<Party>;

export function dutiesFor(s: Pick<CreditCycleSettings, 'assessDays' | 'tellDays' | 'againDays'>) {
  return {
    assess: {
      id: 'gradeSubjects',
      act: assessed.type,
      owedBy: 'duban',
      owedTo: 'fund-supervision',
      judgedBy: 'receipt',
      limit: days(s.assessDays),
      again: days(s.againDays),
      basis: management,
      action: { zh: '评价全部信用主体', en: 'Grade every subject' },
    },
    tell: {
      id: TELL,
      act: results.type,
      owedBy: 'fund-supervision',
      owedTo: 'subjects',
      judgedBy: 'occurrence',
      limit: days(s.tellDays),
      again: days(s.againDays),
      basis: management,
      action: {
        zh: '将评价结果和异议途径告知信用主体',
        en: 'Tell the subjects their grades and how to object',
      },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
