/** Early, misplaced or too late to matter: under which clause an act stands, and what can be filed in its place. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { Refusal } from '../law/refusal.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import { paragraphOf, type SubjectKind } from './terms.ts';

/** Early, misplaced, or too late to matter: says what can be filed now. */
export function notAwaited(subject: SubjectKind): (act: Act, possible: Possible) => Refusal {
  return (act, possible) => {
    const what = possible.nameOf(act.type);
    return notAwaitedNow(
      clauseOf(act.type, subject),
      `现在不能提交${what.zh}：引起它的事实尚未发生，或它已经办理。`,
      `${what.en} cannot be filed now: what triggers it has not happened, or it is done.`,
      possible,
    );
  };
}

/** Cited to the clause of the act's own step. */
export function clauseOf(type: string, kind: SubjectKind): string {
  const subject = paragraphOf(kind);
  const steps: Record<string, string> = {
    'suspension-decision': '2a',
    'filing-decision': '2b',
    'suspension-notice': subject === 1 ? '3a' : '3',
    'patient-notice-proof': subject === 1 ? '3b' : '1b',
    'decision-reply': '4a',
    'decision-filing': '4b',
    'case-reply': '4c',
    opinion: '5a',
    'final-decision': '5b',
    'final-service': '5b',
    'final-reply': '4a',
    'final-filing': '4b',
    'referral-letter': '1a',
    ...(subject === 1 && { 'phone-record': '1b' }),
    statement: '5b',
    'statement-offer': '5b',
    'case-closure': '5a',
    'penalty-case-joined': '2b',
    'penalty-case-ended': '5a',
    'further-letter': '1a',
    'further-answer': '2a',
  };
  if (type === 'suspension-review') return 'X-14';
  return steps[type] ? `TJ51-A1-${subject}.${steps[type]}` : 'X-5';
}
