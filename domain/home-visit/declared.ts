/** 上门服务的义务 For the reading sheet, as the bureau's settings have them today; the visit itself is due on the day appointed. */
import { declared, type DeclareDuties } from '../law/declared.ts';
import { dutiesFor } from './duties.ts';
import { homeVisitSettingsOf } from './settings-form.ts';

export const declareDuties: DeclareDuties = (all) => declared(dutiesFor(homeVisitSettingsOf(all)));
