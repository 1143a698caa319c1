/** 工作方案的义务 For the reading sheet, as the bureau's settings have them today. */
import { declared, type DeclareDuties } from '../law/declared.ts';
import { dutiesFor, window } from './duties.ts';
import { workPlanSettingsOf } from './settings-form.ts';

export const declareDuties: DeclareDuties = (all) => [
  ...declared(dutiesFor(workPlanSettingsOf(all))),
  ...declared(
    { window },
    {
      until: ['window'],
      dated: {
        window: {
          zh: '周、月、季、年期满后的首个工作日，按放假安排',
          en: 'the first working day after the week, month, quarter or year, by the holiday arrangement',
        },
      },
    },
  ),
];
