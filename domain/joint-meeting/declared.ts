/** 联席会议的义务 For the reading sheet. */
import { declared, type DeclareDuties } from '../law/declared.ts';
import { dutiesFor } from './duties.ts';
import { jointMeetingSettingsOf } from './settings-form.ts';

const undertaken = { zh: '会议记录所定的完成日期', en: 'The day that the minutes set' };

export const declareDuties: DeclareDuties = (all) => {
  const settings = jointMeetingSettingsOf(all);
  return declared(dutiesFor(settings), {
    dated: {
      fileMinutes: {
        zh: `会议之日起第${settings.minutesDays}日`,
        en: `Day ${settings.minutesDays} after the day of the meeting`,
      },
      undertakenByConvener: undertaken,
      undertakenByCounterpart: undertaken,
    },
  });
};
