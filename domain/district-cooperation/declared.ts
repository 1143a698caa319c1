/** 市区协同的义务 For the reading sheet. */
import { declared, type DeclareDuties } from '../law/declared.ts';
import { dutiesFor } from './duties.ts';
import { districtCooperationSettingsOf } from './settings-form.ts';

export const declareDuties: DeclareDuties = (all) =>
  declared(dutiesFor(districtCooperationSettingsOf(all)));
