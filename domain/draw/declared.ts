/** 抽取的义务 For the reading sheet: by the clause under which is drawn. */
import { declared, underEach, type DeclareDuties } from '../law/declared.ts';
import { dutiesFor } from './duties.ts';
import { drawSettingsOf } from './forms.ts';
import { clauses } from './record.ts';

export const declareDuties: DeclareDuties = (all) =>
  underEach(
    clauses.map((clause) => [
      { zh: `依${clause}抽取`, en: `Drawn under ${clause}` },
      declared(dutiesFor(clause, drawSettingsOf(all))),
    ]),
  );
