/** 限期整改 The first step of the ladder has its date, whoever decides on it (TJ51-13.2). */
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';

export const undatedRectification = (
  list: readonly { measure: string; by?: unknown }[],
): Refusal | undefined =>
  list.some(({ measure, by }) => measure === 'rectify' && !by)
    ? refuse(
        'rectification-date-missing',
        'TJ51-13.2',
        '限期整改须写明期限。',
        'Rectification needs a date.',
        '写明整改期限。',
        'State the date.',
      )
    : undefined;
