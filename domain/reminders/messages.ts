/** 提醒的内容 What a message to people holds: codes, numbers, dates and the names of units. No personal data, no words of a file, and nothing of whom it is about. */
import type { Sentence } from '../law/refusal.ts';

/** One thing that somebody is told. */
export interface Line extends Sentence {
  /** Under which it is said once to each recipient. */
  key: string;
  topic: string;
  /** Whose page is linked; null where it is about no file. */
  file: string | null;
  /** Which duty of the file it is, where it is one: told only as long as it is owed. */
  duty?: string;
  /** Kept apart: late by a management period is no breach of law. */
  force: 'law' | 'management' | null;
  /** Milliseconds since 1970, and the last day where it is counted in days. */
  due: number | null;
  lastDay?: string | null;
  article?: string;
  /** The name of whom it is owed by. */
  unit?: string | null;
  /** In a digest: the reader has it in hand, or stands in for whoever has. */
  inHand?: true;
  /** It has been said before, and stands in a digest once more. */
  again?: true;
}

export interface ReminderBody {
  lines: Line[];
  /** So many more there were to tell, which have not been said. */
  more?: number;
  /** Of a digest: its day. */
  day?: string;
  /** Of the code by which an address is confirmed: sealed. */
  code?: string;
}

export const ownTopics = {
  digest: { zh: '每日摘要', en: 'Daily digest' },
  overdue: { zh: '已逾期', en: 'Overdue' },
  'due-soon': { zh: '临近到期', en: 'Due soon' },
  'newly-owed': { zh: '新的待办', en: 'Newly owed' },
  'up-the-chain': { zh: '逐级督办', en: 'Escalated' },
} as const satisfies Record<string, Sentence>;

/** What a receiver of the bureau (a mailbox of a unit, the robot of a group) can be told; the other topics are a person's own. */
export const receiverTopics = ['digest', 'overdue', 'due-soon', 'newly-owed'] as const;
