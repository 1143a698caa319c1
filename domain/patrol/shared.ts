/** 共同的限制 What several acts of a patrol are refused for: their order, their reasons, and who has made them. Pure. */
import type { Act } from '../law/act.ts';
import type { Refusal } from '../law/refusal.ts';
import { refuse, refusing } from '../law/refuse.ts';
import { personOf, personsOf, present } from '../penalty-case/people.ts';
import type { People } from '../penalty-case/person.ts';
import { formatInstant } from '../time/civil-date.ts';
import type { CivilDate, Instant } from '../time/instant.ts';
import { stageNames, type Stage } from './terms.ts';

const say = refusing('TJ51-4.1');

export const reasonMissing = (clause: string, zh: string, en: string): Refusal =>
  refuse('reason-missing', clause, zh, en, '写明理由。', 'Give the reason.');

/** Nothing is dated before the stage that it follows was entered. */
export const notBefore = (
  { occurredAt }: Pick<Act, 'occurredAt'>,
  since: Instant,
  stage: Stage,
): Refusal | undefined =>
  occurredAt === undefined || occurredAt >= since
    ? undefined
    : refuse(
        'before-trigger',
        'TJ51-4.1',
        `所写时间早于进入${stageNames[stage].zh}阶段的时间（${formatInstant(since)}）。`,
        `It is dated before the stage of ${stageNames[stage].en} was entered (${formatInstant(since)}).`,
        `不得早于 ${formatInstant(since)}。`,
        `No earlier than ${formatInstant(since)}.`,
        since,
      );

/** 两人以上 At least two of the body, registered and with a commitment letter in force on that day (TJ51-19.1). */
export function refuseOfficers(
  officers: readonly string[],
  known: People | undefined,
  on: CivilDate,
): Refusal | undefined {
  if (personsOf(officers, known).length < 2)
    return refuse(
      'two-officers-needed',
      'TJ51-4.1',
      '执法人员不得少于两人。',
      'There are two officers at least.',
      '由两名以上执法人员办理。',
      'Let two or more officers do it.',
    );
  for (const officer of officers) {
    const person = personOf(known, officer);
    if (!present(person, on) || !person!.ours)
      return refuse(
        'officer-unregistered',
        'TJ51-4.1',
        `${officer} 不是本机构登记在册的人员，或者已被清除。`,
        `${officer} is no registered officer of the body, or has been removed.`,
        '写明本机构在册人员的编号。',
        'State ids of registered officers of the body.',
      );
    if (person!.commitmentUntil === null || person!.commitmentUntil < on)
      return refuse(
        'commitment-unsigned',
        'TJ51-19.1',
        `${officer} 没有在有效期内的承诺书。`,
        `${officer} has no commitment letter in force.`,
        '先签订承诺书并登记，或者由已签订的人员办理。',
        'Sign and register the letter first, or let somebody act who has signed.',
      );
  }
  return undefined;
}

/** 越过 A stage is left out only for a reason that is written down. */
export const skipReasoned = (reasoned: boolean, zh: string, en: string): Refusal | undefined =>
  reasoned
    ? undefined
    : say(
        'skip-reason-missing',
        `越过${zh}阶段须写明理由。`,
        `Leaving out the stage of ${en} needs a written reason.`,
        '写明 skipReason，或者依次办理。',
        'Give skipReason, or take the stages in their order.',
      );

export const lookBackEarly = say(
  'look-back-before-case',
  '立案查处办结之前不得回头看。',
  'There is no look back before the penalty case has ended.',
  '等立案查处办结；没有立案的，约谈之后说明理由可以回头看，结果为已改正。',
  'Wait for the end of the case; without one, a talk may be followed by a look back with a reason, if it finds the correction.',
);
export const caseOpen = say(
  'penalty-case-open',
  '由本卷立案的案件尚未结案。',
  'A penalty case that comes from this file is still open.',
  '结案后继续。',
  'Go on when it has ended.',
);
