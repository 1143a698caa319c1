/** 联席会议的管理设置 How a bureau's settings of joint meetings are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultJointMeetingSettings, type JointMeetingSettings } from './settings.ts';

const days = z.int().min(1).max(365);

/** What is absent has the default of settings.ts. */
export const jointMeetingSettings = z
  .strictObject({
    answerDays: days,
    minutesDays: days,
    confirmDays: days,
    closeDays: days,
    againDays: days,
  })
  .partial() satisfies z.ZodType<Partial<JointMeetingSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const jointMeetingSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): JointMeetingSettings =>
  settingsRead<JointMeetingSettings>(
    settings['jointMeeting'],
    jointMeetingSettings,
    defaultJointMeetingSettings,
  ).settings;
