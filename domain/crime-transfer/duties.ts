/** 涉嫌犯罪移送的义务 国令310号: the principal decides in 3 days, then 24 hours to the police; its periods know no working days. Data only; each procedure cites it under its own clause. */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { TimeLimit } from '../time/limit.ts';
import { crimeTransfer, goodsHandover, policeAnswer, reconsideration } from './acts.ts';

const CD3: TimeLimit = { unit: 'calendar-days', count: 3 };
type Basis = (article: string) => LegalBasis;

/** `decision`: the type of the act by which the procedure's principal decides. */
export const crimeDuties = <T extends string, Ours extends string, To extends string>(p: {
  decision: T;
  ours: Ours;
  to: To;
  text: Basis;
  management: Basis;
  /** Until the answer of the police is recorded: the text has no number. */
  answer: TimeLimit;
}) =>
  ({
    decideCrime: {
      id: 'decideCrime',
      act: p.decision,
      owedBy: 'head',
      owedTo: p.ours,
      judgedBy: 'occurrence',
      limit: CD3,
      basis: p.text('国令310号第五条'),
      action: {
        zh: '决定是否移送涉嫌犯罪案件',
        en: 'Decide on the transfer of a suspected crime',
      },
    },
    moveCrime: {
      id: 'moveCrime',
      act: crimeTransfer.type,
      owedBy: p.ours,
      owedTo: p.to,
      judgedBy: 'receipt',
      limit: { unit: 'hours', count: 24 },
      basis: p.text('国令310号第五条'),
      action: { zh: '向公安机关移送涉嫌犯罪案件', en: 'Move the case to the police' },
    },
    recordPolice: {
      id: 'recordPolice',
      act: policeAnswer.type,
      owedBy: p.ours,
      owedTo: p.to,
      judgedBy: 'receipt',
      limit: p.answer,
      basis: p.management('国令310号第八条'),
      action: {
        zh: '记录公安机关受理、立案情况',
        en: 'Record whether the police have opened a case',
      },
    },
  }) as const satisfies Record<string, Duty<Ours | To | 'head'>>;

/** What follows the answer of the police: goods are handed over in 3 days of their notice; a refusal may be asked to be reconsidered in 3 days. */
export const afterPolice = <Ours extends string, To extends string>(p: {
  ours: Ours;
  to: To;
  text: Basis;
}) =>
  ({
    handOver: {
      id: 'handOver',
      act: goodsHandover.type,
      owedBy: p.ours,
      owedTo: p.to,
      judgedBy: 'occurrence',
      limit: CD3,
      basis: p.text('国令310号第十二条'),
      action: {
        zh: '向公安机关移交涉案物品及材料',
        en: 'Hand the goods and materials over to the police',
      },
    },
    askAgain: {
      id: 'askAgain',
      act: reconsideration.type,
      owedBy: p.ours,
      owedTo: p.to,
      judgedBy: 'receipt',
      limit: CD3,
      basis: p.text('国令310号第九条'),
      action: { zh: '提请公安机关复议', en: 'Ask the police to reconsider' },
    },
  }) as const satisfies Record<string, Duty<Ours | To>>;
export type AfterPolice = ReturnType<typeof afterPolice>;
