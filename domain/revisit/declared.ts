/** 案件回访的义务 For the reading sheet; those of its draw are declared with the draw. A clue is owed in no file: its day stands with 监察室. */
import { declared, type DeclareDuties } from '../law/declared.ts';
import type { Duty } from '../law/duty.ts';
import { dutiesFor } from './duties.ts';
import type { RevisitSettings } from './settings.ts';
import { revisitSettingsOf } from './settings-form.ts';

const settleClue = ({ clueDays }: RevisitSettings): Duty => ({
  id: 'settleClue',
  owedBy: 'discipline-inspection',
  owedTo: 'enforcement-supervision',
  act: 'clue-outcome',
  action: { zh: '办结移交的廉洁线索', en: 'Settle a clue of dishonesty' },
  limit: { unit: 'working-days', count: clueDays },
  judgedBy: 'receipt',
  basis: { clause: 'TJ51-18', instrument: 'TJ51', article: '（十八）', force: 'management' },
});

export const declareDuties: DeclareDuties = (all) => {
  const settings = revisitSettingsOf(all);
  return declared({ ...dutiesFor(settings), settleClue: settleClue(settings) });
};
