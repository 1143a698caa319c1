/** 提醒的文字 What does not fit into a message is counted, and is still to be said. */
import { describe, expect, it } from 'vitest';
import type { Line } from '../../../domain/reminders/messages.ts';
import { messageOf } from '../../../domain/reminders/text.ts';

const line = (key: string, topic: string, again?: true): Line => ({
  key,
  topic,
  file: key,
  force: 'law',
  due: null,
  zh: '回复',
  en: 'reply',
  ...(again && { again }),
});
const written = (lines: Line[], longest: number) =>
  messageOf({ lines }, { language: 'en', home: undefined, titles: {}, markdown: false, longest });

describe('X-8: what does not fit', () => {
  const before = Array.from({ length: 20 }, () => line('a1', 'overdue', true));
  const lines = [...before, line('b1', 'newly-owed'), line('a3', 'overdue')];

  it('is nothing where all fits, each in its section', () => {
    const { text, left } = written(lines, 1000);
    expect(left).toEqual([]);
    expect(text.match(/\b[ab]\d\b/g)).toEqual([...before.map(() => 'a1'), 'a3', 'b1']);
  });

  it('counts what the message was not given, too', () => {
    const { subject, text } = messageOf(
      { lines, more: 10 },
      { language: 'en', home: undefined, titles: {}, markdown: false, longest: 1000 },
    );
    expect(subject).toContain('32');
    expect(text).toContain('10 more are not listed.');
  });

  it('is left out, what was said before first; what was not is told as left', () => {
    // One line and the count of the others.
    const { text, left } = written(lines, 90);
    expect(text.match(/\b[ab]\d\b/g)).toEqual(['a3']);
    expect(text).toContain('21 more are not listed.');
    expect(left).toEqual(['b1']);
    const two = written(lines, 120);
    expect(two.text.match(/\b[ab]\d\b/g)).toEqual(['a3', 'b1']);
    expect(two.left).toEqual([]);
  });
});
