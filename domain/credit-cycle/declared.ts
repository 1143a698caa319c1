/** 评价的义务 For the reading sheet, as the bureau's settings have them today. */
import { declared, type DeclareDuties } from '../law/declared.ts';
import type { CivilDate } from '../time/instant.ts';
import { cycleEnd, dutiesFor, gathering } from './duties.ts';
import { creditCycleSettingsOf } from './settings-form.ts';

/** Stands where a cycle sets the day, which is then said in words. */
const ANY = '2000-01-01' as CivilDate;

export const declareDuties: DeclareDuties = (all) => {
  const settings = creditCycleSettingsOf(all);
  return [
    ...declared(
      { assessmentDay: cycleEnd(ANY) },
      {
        until: ['assessmentDay'],
        dated: {
          assessmentDay: {
            zh: `周期的最后一日；周期自 ${settings.start} 起一年`,
            en: `The last day of the cycle, a year from ${settings.start}`,
          },
        },
      },
    ),
    ...declared({ gathering: gathering(settings.sourceDays) }, { until: ['gathering'] }),
    ...declared(dutiesFor(settings)),
  ];
};
