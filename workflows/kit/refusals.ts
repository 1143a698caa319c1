/** What every file refuses, whatever its procedure. */
import type { Act } from '../../domain/law/act.ts';
import type { Refusal } from '../../domain/law/refusal.ts';

/** An act that nobody owed may not be dated in the future either. */
export function refuseFutureDates(act: Act, clause: string): Refusal | undefined {
  if ((act.occurredAt ?? 0) <= act.receivedAt && (act.servedAt ?? 0) <= act.receivedAt) return undefined;
  return {
    code: 'in-the-future', clause, say: { zh: '所写时间晚于系统收到的时间。', en: 'The stated date is later than its arrival.' },
    lawful: { zh: '所写时间不得晚于收到时间。', en: 'The stated date may not be later than the arrival.' },
  };
}

/** The act is for another unit to file. */
export function refuseOther(act: Act, by: readonly string[], clause: string): Refusal {
  return {
    code: 'not-owed-by-you', clause,
    say: { zh: `该文书应由 ${by.join('、')} 提交，不能由 ${act.unit} 提交。`, en: `This act is for ${by.join(', ')} to file, not for ${act.unit}.` },
    lawful: { zh: '由负有该义务的单位提交。', en: 'The unit that owes the act may file it.' },
  };
}
