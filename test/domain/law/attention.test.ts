/** What a file wants: a breach of law, a management period that has passed, and an unpublished calendar are three things (X-2, TJ84-15.4). */
import { describe, expect, it } from 'vitest';
import { attentionOf, attentions } from '../../../domain/law/attention.ts';
import type { Duty } from '../../../domain/law/duty.ts';
import { arm, type Wait, type WaitState } from '../../../domain/law/wait.ts';
import { instant } from '../../../domain/time/instant.ts';

const duty: Duty = {
  id: 'reply',
  act: 'reply',
  owedBy: 'a',
  owedTo: 'b',
  action: { zh: '回复', en: 'reply' },
  limit: { unit: 'hours', count: 24 },
  judgedBy: 'receipt',
  basis: { clause: 'X-2', instrument: 'TJ51', article: '样例', force: 'text' },
};
const wait = (force: Wait['force'], state: WaitState, more: Partial<Wait> = {}): Wait => ({
  ...arm({ kind: 'within', duty, from: instant(0), owedBy: 'a', owedTo: 'b', force, calendar: [] }),
  state,
  ...more,
});

describe('the attention of a file', () => {
  it.each([
    ['nothing is owed', [], 'on-track'],
    ['a duty that is close', [wait('text', 'due-soon')], 'due-soon'],
    [
      'a management period that has passed is not overdue in law',
      [wait('management', 'overdue'), wait('text', 'due-soon')],
      'management-overdue',
    ],
    [
      'a period of law that has passed',
      [wait('management', 'overdue'), wait('text', 'overdue')],
      'overdue',
    ],
    ['our reading of a period counts as law', [wait('reading', 'overdue')], 'overdue'],
    [
      'possibly overdue, whether or not a second reading is still to come',
      [wait('text', 'open', { possiblyOverdue: true }), wait('management', 'overdue')],
      'blocked',
    ],
    [
      'a breach that stands is worse than one that may',
      [wait('text', 'open', { possiblyOverdue: true }), wait('text', 'overdue')],
      'overdue',
    ],
  ] as const)('%s', (_, waits, attention) => {
    expect(attentionOf(waits)).toBe(attention);
    expect(attentions).toContain(attention);
  });
});
