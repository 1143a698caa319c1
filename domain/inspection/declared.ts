/** 行政检查的义务 For the reading sheet: after the door, and what a plan waits for before it. */
import { declared, type DeclareDuties } from '../law/declared.ts';
import type { CivilDate } from '../time/instant.ts';
import { dutiesFor } from './duties.ts';
import { statementUntil } from './hearing-duty.ts';
import { inspectionSettingsOf } from './settings-form.ts';
import { begin, hold } from './waits.ts';

/** Stands where a file sets the day, which is then said in words. */
const ANY = '2000-01-01' as CivilDate;

export const declareDuties: DeclareDuties = (all) => [
  ...declared(dutiesFor(inspectionSettingsOf(all))),
  ...declared(
    { hold: hold(ANY, 'QY-15.1'), begin: begin(ANY), hearStatement: statementUntil(ANY) },
    {
      until: ['hold'],
      dated: {
        hold: {
          zh: '频次上限或者重复检查窗口届满之日',
          en: 'The day on which no cap and no window bars it any more',
        },
        begin: {
          zh: '方案所定最后检查日所在月的末日',
          en: 'The end of the month of the last planned day',
        },
        hearStatement: {
          zh: '告知书所定的陈述申辩末日',
          en: 'The end of the window that was offered',
        },
      },
    },
  ),
];
