/** 不得 What 国令310号 refuses after a case has gone to the police: their answer and its days, goods, reconsideration, return; under the clause by which the procedure has it. Pure. */
import type { Act } from '../law/act.ts';
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import { civilDateOf, formatInstant } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';

/** When it was moved, and when the police were asked to think again. */
export interface Moved {
  movedAt?: Instant;
  askedAt?: Instant;
}
type Dated = Pick<Act, 'occurredAt' | 'servedAt' | 'receivedAt'>;

const before = (
  clause: string,
  act: Dated,
  at: Instant | undefined,
  zh: string,
  en: string,
): Refusal | undefined =>
  at === undefined ||
  civilDateOf(act.occurredAt ?? act.servedAt ?? act.receivedAt) >= civilDateOf(at)
    ? undefined
    : refuse(
        'before-trigger',
        clause,
        `所写时间早于${zh}（${formatInstant(at)}）。`,
        `It is dated before ${en} (${formatInstant(at)}).`,
        '按移送、答复、提请复议的顺序办理。',
        'Keep the order: transfer, answer, request to reconsider.',
        at,
      );

/** 受理、立案 They answer what was moved to them. */
export const refuseBeforeMove = (
  clause: string,
  act: Dated,
  { movedAt }: Moved,
): Refusal | undefined => before(clause, act, movedAt, '移送', 'the transfer');

/** The second answer is to the request. */
export const refuseBeforeAsking = (
  clause: string,
  act: Dated,
  { askedAt }: Moved,
): Refusal | undefined => before(clause, act, askedAt, '提请复议', 'the request');

/** Received no earlier than it was given, and no later than it is recorded. */
export const refuseNotice = (
  clause: string,
  { occurredAt, receivedAt }: Pick<Act, 'occurredAt' | 'receivedAt'>,
  noticedAt: Instant | undefined,
): Refusal | undefined =>
  noticedAt === undefined ||
  occurredAt === undefined ||
  (noticedAt >= occurredAt && noticedAt <= receivedAt)
    ? undefined
    : refuse(
        'notice-day-wrong',
        clause,
        '收到通知之日不得早于答复之日，也不得晚于提交之日。',
        'The notice is received no earlier than it is given, and no later than it is recorded.',
        '更正收到之日。',
        'Correct the day.',
      );

export const refuseHandover = (
  clause: string,
  { given, noneReasoned }: { given: boolean; noneReasoned: boolean },
): Refusal | undefined =>
  given || noneReasoned
    ? undefined
    : refuse(
        'document-missing',
        clause,
        '没有移交清单，也没有说明没有涉案物品。',
        'There is neither a list of what was handed over nor a reason why there is nothing.',
        '附移交清单，或者写明没有涉案物品的理由。',
        'Attach the list, or say why there is nothing.',
      );

const reasonMissing = (clause: string, zh: string, en: string): Refusal =>
  refuse('reason-missing', clause, zh, en, '写明理由。', 'Give the reason.');

interface Asking {
  asked: boolean;
  reasonGiven: boolean;
  arrivedAt?: Instant | undefined;
  receiptGiven?: boolean | undefined;
}
/** 提请复议 Not asked needs its reason; on which day the request reached the police is shown by their receipt, and it is a day between their notice and this record. */
export function refuseAsking(
  clause: string,
  { asked, reasonGiven, arrivedAt, receiptGiven }: Asking,
  { receivedAt }: Pick<Act, 'receivedAt'>,
  noticedAt: Instant | undefined,
): Refusal | undefined {
  if (!asked)
    return reasonGiven
      ? undefined
      : reasonMissing(
          clause,
          '不提请复议的须说明理由。',
          'That the police are not asked to reconsider needs its reason.',
        );
  if (arrivedAt === undefined) return undefined;
  if (arrivedAt > receivedAt || (noticedAt !== undefined && arrivedAt < noticedAt))
    return refuse(
      'notice-day-wrong',
      clause,
      '到达公安机关之日不得早于收到通知之日，也不得晚于提交之日。',
      'The request reaches the police no earlier than their notice was received, and no later than it is recorded.',
      '更正到达之日。',
      'Correct the day.',
    );
  return receiptGiven
    ? undefined
    : refuse(
        'document-missing',
        clause,
        '写明到达之日的，须附公安机关的回执。',
        'The day on which it reached the police is shown by their receipt.',
        '附回执，或者不写到达之日（以提交之日为准）。',
        'Attach the receipt, or leave the day out: then that of the record counts.',
      );
}

/** 期限已过 Recorded when the period is over: only what had reached the police in time. */
export const refuseLateAsking = (
  clause: string,
  { asked, arrivedAt }: Asking,
  lapsedAt: Instant,
): Refusal | undefined =>
  asked && arrivedAt !== undefined && arrivedAt <= lapsedAt
    ? undefined
    : refuse(
        'asked-too-late',
        clause,
        `提请复议的期限已过（${formatInstant(lapsedAt)}），没有写明在期限内到达公安机关。`,
        `The period for asking them to reconsider is over (${formatInstant(lapsedAt)}), and nothing says that the request reached them in it.`,
        '在期限内已经到达的，写明到达之日并附回执。',
        'Where it reached them in time, state the day and attach their receipt.',
      );

export const refuseReturn = (
  clause: string,
  { reasonGiven }: { reasonGiven: boolean },
): Refusal | undefined =>
  reasonGiven
    ? undefined
    : reasonMissing(clause, '退回须记录理由。', 'A return has its reason recorded.');
