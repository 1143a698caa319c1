/** 巡查的义务 For the reading sheet. */
import { declared, type DeclareDuties } from '../law/declared.ts';
import { dutiesFor } from './duties.ts';
import { patrolSettingsOf } from './settings-form.ts';

export const declareDuties: DeclareDuties = (all) => {
  const settings = patrolSettingsOf(all);
  return declared(dutiesFor(settings), {
    dated: {
      demand: {
        zh: `约谈所定改正期限之后第${settings.demandDays}日`,
        en: `Day ${settings.demandDays} after the day that the talk has set`,
      },
    },
  });
};
