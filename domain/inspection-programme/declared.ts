/** 年度计划的义务 For the reading sheet. */
import { declared, type DeclareDuties } from '../law/declared.ts';
import { inspectionSettingsOf } from '../inspection/settings-form.ts';
import { dutiesFor } from './duties.ts';

export const declareDuties: DeclareDuties = (all) =>
  declared(dutiesFor(2000, inspectionSettingsOf(all)), {
    dated: {
      announceProgramme: {
        zh: '计划年度开始前的最后一日（12月31日）',
        en: 'The last day before the year of the programme',
      },
    },
  });
