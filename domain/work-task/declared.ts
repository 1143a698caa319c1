/** 任务的义务 For the reading sheet, as the bureau's settings have them today. */
import { declared, type DeclareDuties } from '../law/declared.ts';
import type { CivilDate } from '../time/instant.ts';
import { ANNEX } from '../work-plan/clauses.ts';
import { workPlanSettingsOf } from '../work-plan/settings-form.ts';
import { complete, dutiesFor } from './duties.ts';

export const declareDuties: DeclareDuties = (all) => [
  ...declared(
    { complete: complete(ANNEX, '2021-12-31' as CivilDate, 'text') },
    {
      dated: {
        complete: {
          zh: '方案写明的日期；月底前含该月最后一日',
          en: 'the date that the plan gives; by the end of a month includes its last day',
        },
      },
    },
  ),
  ...declared(dutiesFor(ANNEX, workPlanSettingsOf(all))),
];
