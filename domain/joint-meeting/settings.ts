/** 联席会议管理期限 TJ51-5.0 sets up joint meetings and gives no number: these are the bureau's management settings, in working days where nothing else is said, and never a breach. */
export interface JointMeetingSettings {
  /** Until the other side answers the invitation. */
  answerDays: number;
  /** Calendar days from the day of the meeting until its minutes. */
  minutesDays: number;
  /** Until the other side agrees to the minutes or disputes them. */
  confirmDays: number;
  /** From the last undertaking until the closure. */
  closeDays: number;
  /** Between two reminders of what is late. */
  againDays: number;
}

export const defaultJointMeetingSettings: JointMeetingSettings = {
  answerDays: 2,
  minutesDays: 3,
  confirmDays: 2,
  closeDays: 5,
  againDays: 5,
};
