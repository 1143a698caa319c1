/** 实施细则的义务 For the reading sheet: of the items of the issuing, and of those that came later. */
import { commitmentSettingsOf } from '../commitment-case/declared.ts';
import { declared, underEach, type DeclareDuties } from '../law/declared.ts';
import { dutiesFor } from './duties.ts';

export const declareDuties: DeclareDuties = (all) => {
  const settings = commitmentSettingsOf(all);
  return underEach([
    [
      { zh: '印发时已列入的事项', en: 'Items of the issuing' },
      declared(dutiesFor({ ofIssuing: true, settings })),
    ],
    [
      { zh: '后来增列的事项', en: 'Items added later' },
      declared(dutiesFor({ ofIssuing: false, settings })),
    ],
  ]);
};
