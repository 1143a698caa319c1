/** 决定撤销、变更登记的义务 For the reading sheet, as the bureau's settings have them today. */
import { declared, type DeclareDuties } from '../law/declared.ts';
import { clauseFor, dutiesFor } from './duties.ts';
import { decisionFallSettingsOf } from './settings-form.ts';

export const declareDuties: DeclareDuties = (all) =>
  declared(dutiesFor(decisionFallSettingsOf(all), clauseFor('institution')));
