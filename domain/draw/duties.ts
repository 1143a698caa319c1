/** 抽查中的义务 Who owes what in a draw. The texts set no period: every one is management, reminded of and escalated, never a breach. */
import type { InstrumentId, LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { TimeLimit } from '../time/limit.ts';
import type { DrawClause } from './record.ts';
import type { DrawSettings } from './settings.ts';
import { contribution, reveal } from './acts.ts';

type Party = 'body' | 'contributor';
export type Periods = Pick<DrawSettings, 'numberDays' | 'revealDays' | 'againDays'>;

export const instrumentOf = (clause: DrawClause): InstrumentId =>
  clause === 'QY-6.2' ? 'QY' : 'TJ51';
const articles: Readonly<Record<DrawClause, string>> = {
  'QY-6.2': '第六条',
  'TJ51-14.2': '第十四条',
  'TJ51-18': '第十八条',
};
const days = (count: number): TimeLimit => ({ unit: 'working-days', count });

export function dutiesFor(clause: DrawClause, { numberDays, revealDays, againDays }: Periods) {
  const basis: LegalBasis = {
    clause,
    instrument: instrumentOf(clause),
    article: articles[clause],
    force: 'management',
  };
  const common = { judgedBy: 'receipt', basis, again: days(againDays) } as const;
  return {
    giveNumber: {
      ...common,
      id: 'giveNumber',
      act: contribution.type,
      owedBy: 'contributor',
      owedTo: 'body',
      limit: days(numberDays),
      action: { zh: '第二单位给数', en: 'The second body gives its number' },
    },
    reveal: {
      ...common,
      id: 'revealDraw',
      act: reveal.type,
      owedBy: 'body',
      owedTo: 'contributor',
      limit: days(revealDays),
      action: { zh: '揭示已承诺的抽查', en: 'The drawing body reveals what it has committed to' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}

/** 揭示期限 What the statement promises: both periods together. */
export const revealWithin = ({ numberDays, revealDays }: Periods): TimeLimit =>
  days(numberDays + revealDays);
