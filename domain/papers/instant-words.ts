/** 时刻 An instant as papers write it, in Beijing's time. */
import { formatInstant } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import { dayWords } from '../law/papers.ts';

export const instantWords = (at: Instant): string => {
  const text = formatInstant(at);
  return `${dayWords(text)}${Number(text.slice(11, 13))}时${text.slice(14, 16)}分`;
};
