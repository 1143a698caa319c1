/** What is refused of the acts that every file takes (common-acts.ts). */
import type { Refusal } from '../../domain/law/refusal.ts';
import type { Wait } from '../../domain/law/wait.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';

const refusal = (
  code: string,
  clause: string,
  zh: string,
  en: string,
  lawfulZh: string,
  lawfulEn: string,
): Refusal => ({ code, clause, say: { zh, en }, lawful: { zh: lawfulZh, en: lawfulEn } });
export const nothingToChase = refusal(
  'nothing-to-chase',
  'X-8',
  '该义务现在没有待办，不能督办。',
  'This duty is not open now: there is nothing to chase.',
  '只能督办本件现有的待办义务。',
  'Chase a duty that the file owes now.',
);
export const notACoordinator = refusal(
  'not-authorised',
  'X-8',
  '督办、重试由协调员或义务的相对方提出。',
  'Chasing and retrying are for a coordinator or for the party the duty is owed to.',
  '由协调员提出。',
  'Let a coordinator submit it.',
);
export const nothingToAnswer = refusal(
  'nothing-to-answer',
  'X-8',
  '该义务没有未答复的督办。',
  'There is no unanswered chase on this duty.',
  '仅在有督办时答复。',
  'Answer only where there was a chase.',
);
export const notTheDebtor = refusal(
  'not-owed-by-you',
  'X-8',
  '督办由被督办的单位答复。',
  'A chase is answered by the unit that was chased.',
  '由负有该义务的单位答复。',
  'Let the unit that owes the duty answer.',
);
export const nothingClaimed = refusal(
  'nothing-claimed',
  'X-13',
  '该义务没有待确认的补录。',
  'There is no late entry to confirm on this duty.',
  '仅对补录的文书确认证据。',
  'Confirm evidence only for a late entry.',
);
export const nothingToCorrect = refusal(
  'nothing-to-correct',
  'X-13',
  '该义务没有因收到时间而成立的违期，不需更正。',
  'No breach of this duty rests on a receipt.',
  '仅对按收到时间判定并已违期办结的义务更正。',
  'Correct the receipt only of a duty that was performed too late by its receipt.',
);
export const notAParty = refusal(
  'not-owed-by-you',
  'X-13',
  '收到时间由收发双方更正。',
  'A receipt is corrected by one of the two parties.',
  '由收发双方之一提出，由另一单位确认。',
  'Let one of the two submit it, and another unit confirm it.',
);
export const correctionIsNoUse = (wait: Wait): Refusal =>
  refusal(
    'correction-not-in-time',
    'X-13',
    '更正后的收到时间不在期限之内。',
    'The corrected receipt is not within the period.',
    `须不早于 ${formatInstant(wait.from)}，${wait.due.inclusive ? '不晚于' : '早于'} ${formatInstant(wait.due.at)}。`,
    `No earlier than ${formatInstant(wait.from)}, ${wait.due.inclusive ? 'and no later than' : 'and before'} ${formatInstant(wait.due.at)}.`,
  );
export const sameUnit = refusal(
  'same-unit',
  'X-13',
  '补录证据须由另一单位的人员确认。',
  'The evidence of a late entry must be confirmed by an officer of another unit.',
  '请另一单位的人员确认。',
  'Ask an officer of another unit.',
);
