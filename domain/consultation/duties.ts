/** 定期会商 Who owes what, all by management: TJ84-16 says 定期 and gives no number. A consultation that is late or put off is shown, never a breach. */
import type { CommitmentSettings } from '../commitment-case/settings.ts';
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { CivilDate } from '../time/instant.ts';
import type { TimeLimit } from '../time/limit.ts';
import { attendance, closure, meetingRecord, workRecord } from './acts.ts';

type Party = 'convener' | 'counterpart' | 'accepting' | 'supervising';

/** Working days; management settings of the bureau (domain/commitment-case/settings.ts). */
export type Settings = Pick<
  CommitmentSettings,
  | 'consultationAnswerDays'
  | 'consultationMeetingDays'
  | 'consultationRecordDays'
  | 'consultationAgainDays'
>;

export function dutiesFor(s: Settings) {
  const basis: LegalBasis = {
    clause: 'TJ84-16',
    instrument: 'TJ84',
    article: '第十六条',
    force: 'management',
  };
  const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
  const common = { judgedBy: 'receipt', basis, again: days(s.consultationAgainDays) } as const;
  return {
    answerByAccepting: {
      ...common,
      id: 'answerInvitation',
      act: attendance.type,
      owedBy: 'accepting',
      owedTo: 'convener',
      limit: days(s.consultationAnswerDays),
      action: { zh: '受理部门答复会商通知', en: 'The accepting department answers the invitation' },
    },
    answerBySupervising: {
      ...common,
      id: 'answerInvitation',
      act: attendance.type,
      owedBy: 'supervising',
      owedTo: 'convener',
      limit: days(s.consultationAnswerDays),
      action: {
        zh: '监管部门答复会商通知',
        en: 'The supervising department answers the invitation',
      },
    },
    holdMeeting: {
      ...common,
      id: 'holdMeeting',
      act: meetingRecord.type,
      owedBy: 'convener',
      owedTo: 'counterpart',
      limit: days(s.consultationMeetingDays),
      action: { zh: '召开会商', en: 'Hold the consultation' },
    },
    makeRecord: {
      ...common,
      id: 'makeRecord',
      act: workRecord.type,
      owedBy: 'convener',
      owedTo: 'counterpart',
      limit: days(s.consultationRecordDays),
      action: { zh: '形成审管联动工作记录', en: 'Draw up the work record of the consultation' },
    },
    closeConsultation: {
      ...common,
      id: 'closeConsultation',
      act: closure.type,
      owedBy: 'convener',
      owedTo: 'counterpart',
      limit: days(s.consultationRecordDays),
      action: { zh: '会商办结', en: 'Close the consultation' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}

/** The meeting on the date it was put off to. */
export const heldOn = <D extends Duty>(duty: D, on: CivilDate) => ({
  ...duty,
  limit: { unit: 'fixed', on } as const,
});
