/** 典型案例的义务 For the reading sheet. */
import { declared, type DeclareDuties } from '../law/declared.ts';
import { dutiesFor } from './duties.ts';
import { typicalCasesSettingsOf } from './settings-form.ts';

export const declareDuties: DeclareDuties = (all) =>
  declared(dutiesFor(typicalCasesSettingsOf(all)));
