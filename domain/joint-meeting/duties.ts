/** 联席会议 Who owes what. TJ51-5.0 gives no number: all of it is management, shown and reminded of, and never a breach. */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { CivilDate } from '../time/instant.ts';
import type { TimeLimit } from '../time/limit.ts';
import { attendance, closure, minutes, minutesAnswer, undertakingDone } from './acts.ts';
import type { JointMeetingSettings } from './settings.ts';

/** Who convenes and the other side; whoever has undertaken something owes it in its own office. */
type Party = 'convener' | 'counterpart';

const basis: LegalBasis = {
  clause: 'TJ51-5.0',
  instrument: 'TJ51',
  article: '（五）',
  force: 'management',
};

export function dutiesFor(s: JointMeetingSettings) {
  const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
  const common = { judgedBy: 'receipt', basis, again: days(s.againDays) } as const;
  return {
    // Whoever has not set the time says whether it comes.
    answerByCounterpart: {
      ...common,
      ...answering,
      owedBy: 'counterpart',
      owedTo: 'convener',
      limit: days(s.answerDays),
    },
    answerByConvener: {
      ...common,
      ...answering,
      owedBy: 'convener',
      owedTo: 'counterpart',
      limit: days(s.answerDays),
    },
    // Its last day is counted from the day of the meeting: `by`. They may meet earlier than they had set.
    fileMinutes: {
      ...common,
      id: 'fileMinutes',
      act: minutes.type,
      owedBy: 'convener',
      owedTo: 'counterpart',
      limit: days(1),
      action: { zh: '召开会议并提交会议记录', en: 'Hold the meeting and file its minutes' },
    },
    confirmMinutes: {
      ...common,
      id: 'confirmMinutes',
      act: minutesAnswer.type,
      owedBy: 'counterpart',
      owedTo: 'convener',
      limit: days(s.confirmDays),
      action: { zh: '确认会议记录', en: 'Agree to the minutes, or dispute them' },
    },
    closeMeeting: {
      ...common,
      id: 'closeMeeting',
      act: closure.type,
      owedBy: 'convener',
      owedTo: 'counterpart',
      limit: days(s.closeDays),
      action: { zh: '会议办结', en: 'Close the meeting' },
    },
    undertakenByConvener: undertaken('convener', 'counterpart', days(s.againDays)),
    undertakenByCounterpart: undertaken('counterpart', 'convener', days(s.againDays)),
  } as const satisfies Record<string, Duty<Party>>;
}

const answering = {
  id: 'answerInvitation',
  act: attendance.type,
  action: { zh: '答复会议通知', en: 'Answer the invitation' },
} as const;

/** Its last day is that of the undertaking: `by`. */
const undertaken = <By extends Party, To extends Party>(owedBy: By, owedTo: To, again: TimeLimit) =>
  ({
    judgedBy: 'receipt',
    basis,
    again,
    id: 'carryOut',
    act: undertakingDone.type,
    owedBy,
    owedTo,
    limit: { unit: 'working-days', count: 1 },
    action: { zh: '完成会议承诺事项', en: 'Carry out what was undertaken' },
  }) as const satisfies Duty<Party>;

/** By this day: what was undertaken, and the minutes. */
export const by = <D extends Duty>(duty: D, on: CivilDate) => ({
  ...duty,
  limit: { unit: 'fixed', on } as const,
});
