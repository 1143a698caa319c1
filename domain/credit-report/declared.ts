/** 信用信息报告的义务 For the reading sheet, as the bureau's settings have them today. */
import { declared, type DeclareDuties } from '../law/declared.ts';
import { dutiesFor } from './duties.ts';
import { creditReportSettingsOf } from './settings-form.ts';

export const declareDuties: DeclareDuties = (all) =>
  declared(dutiesFor(creditReportSettingsOf(all)));
